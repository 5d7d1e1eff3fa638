package contacthub.contact.policy;

/** Answers which policy governs a conversation. */
@FunctionalInterface
public interface Rules {

    /** The first policy that matches in the list as it was at a revision. */
    Ruling choose(long revision, Circumstances circumstances);
}
