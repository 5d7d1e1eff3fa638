package contacthub.contact.policy;

import java.util.List;
import java.util.Map;

/**
 * What policies look at.
 *
 * @param segment the customer's, nothing where there is none
 * @param customer fields of the customer: language, town, company
 */
public record Circumstances(String segment, String channel, String kind, String priority,
        Map<String, String> customer) {

    /** The priorities, the least urgent first. */
    public static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");

    /** What is not given is empty. */
    public Circumstances {
        customer = customer == null ? Map.of() : customer;
    }
}
