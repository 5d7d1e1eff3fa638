package contacthub.contact.erasure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * What was done to erase a customer, where and when.
 *
 * @param state under_way until every service has reported, waiting while Kafka may still hold earlier events, complete
 * @param missing services that have not reported yet
 * @param goneBy when Kafka has forgotten too, by the settings of its topics; nothing where that is not known yet
 * @param keptOn topics that are set to forget nothing, if any: there the person's events stay until somebody sets that
 */
record Receipt(UUID id, UUID customer, String askedBy, Instant askedAt, String state, List<Part> services,
        List<String> missing, Instant goneBy, List<String> keptOn) {

    static final List<String> SERVICES = List.of("contact-service", "segment-service", "notification-service");

    static final String UNDER_WAY = "under_way";
    static final String WAITING = "waiting";
    static final String COMPLETE = "complete";

    /** What one service did: how many rows it changed or deleted, by what they held. */
    record Part(String service, Instant at, @JsonRawValue String rows) {}

    static Receipt of(Asked asked, List<Part> parts, Instant now) {
        List<String> missing = SERVICES.stream()
                .filter(service -> parts.stream().noneMatch(part -> part.service.equals(service))).toList();
        return new Receipt(asked.id, asked.customer, asked.by, asked.at, state(missing, asked.goneBy, now), parts,
                missing, asked.goneBy, asked.keptOn);
    }

    private static String state(List<String> missing, Instant goneBy, Instant now) {
        if (!missing.isEmpty()) {
            return UNDER_WAY;
        }
        return goneBy != null && now.isAfter(goneBy) ? COMPLETE : WAITING;
    }

    /** That a customer is to be erased, who asked for it, and what is known of the end. */
    record Asked(UUID id, UUID customer, String by, Instant at, Instant goneBy, List<String> keptOn) {}
}
