package contacthub.contracts;

/** The Kafka topics of the hub (spec 10): one per owning service, the intake log, and the
 * compacted accounts and uses of segments. */
public final class Topics {

    /** Everything taken at the front door, raw, keyed by the sender's address. */
    public static final String CONTACT_INTAKE = "contact-intake";
    /** Facts of contact-service, keyed by customer id. */
    public static final String CONTACT_EVENTS = "contact-events";
    /** Facts of segment-service, keyed by customer id. */
    public static final String SEGMENT_EVENTS = "segment-events";
    /** Facts of notification-service, keyed by customer id. */
    public static final String NOTIFICATION_EVENTS = "notification-events";
    /** Accounts and keys as hashes, compacted, keyed by account id. */
    public static final String ACCOUNTS = "hub-accounts";

    /** What names segments, compacted, keyed by that. */
    public static final String SEGMENT_USES = "hub-segment-uses";

    private Topics() {
    }
}
