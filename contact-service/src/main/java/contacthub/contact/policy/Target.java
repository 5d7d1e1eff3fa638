package contacthub.contact.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a clock must keep to: so many minutes of a calendar's working time.
 *
 * @param policy the policy that asks for it
 * @param version which version of the policy; 0 where no stored policy does
 * @param calendar nothing for calendar time, which never stops
 * @param waits whether waiting for the customer holds the clock
 */
public record Target(String policy, long version, String calendar, long minutes, boolean waits) {

    /** How it counts, to be read by a person. */
    @JsonIgnore
    public String words() {
        return calendar == null ? minutes + " minutes" : minutes + " working minutes of the calendar " + calendar;
    }
}
