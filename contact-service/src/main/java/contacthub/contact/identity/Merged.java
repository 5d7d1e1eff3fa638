package contacthub.contact.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import contacthub.contracts.Address;

/**
 * One merge: what it brought and, once undone, what it could not take back.
 *
 * @param operator null where the hub merged by itself
 * @param fields what changed on the master's card, by field
 * @param addresses what it brought
 * @param stayed what an undo left where it is, and why
 */
public record Merged(UUID id, UUID master, UUID other, Instant at, String operator, String because,
        Map<String, Change> fields, List<Address> addresses, Instant undoneAt, String undoneBy, List<Stayed> stayed) {

    /** The master's value before and after. */
    public record Change(String before, String after) {}

    /** Something an undo left alone. */
    public record Stayed(String what, String because) {}
}
