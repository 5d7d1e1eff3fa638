package contacthub.contracts;

import java.time.Instant;

/** What every fact about a promise has that the customer is told of. */
public interface ToldPromise {

    /** Id of the promise, also of its clock. */
    String promise();

    /** The time told to the customer. */
    Instant promised();

    /** The zone the customer reads it in (IANA). */
    String zone();

    /** The channel the customer is told on. */
    String channel();

    /** The address on it. */
    Address to();

    /** The language the conversation is held in, where it is known (BCP 47). */
    String language();

    /** What the conversation is about, where that was said. */
    String subject();

    /** The conversation's id on its channel. */
    String thread();

    /** How the time was found. */
    String because();
}
