package contacthub.contact.intake;

/** Proof that events are durable, with the position to read one's own write; none where they were spilled. */
public record Receipt(String position) {}
