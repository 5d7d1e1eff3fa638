package contacthub.contact.policy;

/** A policy that has no meaning: which field, and why. */
final class InvalidPolicy extends RuntimeException {

    private final String field;
    private final String reason;

    InvalidPolicy(String field, String reason) {
        super(field + " " + reason);
        this.field = field;
        this.reason = reason;
    }

    /** The field as in JSON: {@code targets.first-reply.minutes}, {@code ladder[1].notify}. */
    String field() {
        return field;
    }

    /** What is wrong with it, to be read after its name. */
    String reason() {
        return reason;
    }
}
