package contacthub.contact.identity;

import java.util.UUID;

/** The outcome of a claim: the customer, the address its timeline entries are kept under, and the customer's segment. */
public record Identified(UUID customer, UUID address, String segment, String language) {}
