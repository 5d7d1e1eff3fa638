package contacthub.segment.relationship;

/** How a customer deals with us (spec 60): for long or not, closely or at a distance; companies apart. */
enum RelationshipType {

    /** Close, not for long yet. */
    SEEKER,
    /** Close and for long. */
    LOYAL,
    /** For long, at a distance. */
    EXPLOITER,
    /** Neither. */
    ONE_OFF_BUYER,
    /** A company that buys deal by deal. */
    DEAL_CLIENT,
    /** A company that deals closely and for long. */
    RELATIONSHIP_CLIENT;

    /** As it is written in JSON and in the database. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
