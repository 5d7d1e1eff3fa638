package contacthub.contracts;

import java.time.Instant;

/** A telephone call, as the PBX or call centre tells it. */
public sealed interface CallFact extends Fact {

    /** A call ended; {@code direction} is in or out, {@code answered} is absent when nobody picked up. */
    @Type(value = "contacthub.call.recorded.v1", posted = true)
    @Required.AnyOf({ "from", "to"})
    record Recorded(@Required @OneOf(Direction.class) String direction, Address from, Address to,
            @Required Instant started, Instant answered, @Required Instant ended, String operator, String outcome,
            String recordingUrl, String summary) implements CallFact {}
}
