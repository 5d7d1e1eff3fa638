package contacthub.segment.activity;

/**
 * The event that led to a change, and the trace it belongs to.
 *
 * @param event the event's own id, or null when only time has passed
 */
public record Cause(String event, String trace) {

    /** Nothing happened but that time went by. */
    public static final Cause TIME = new Cause(null, null);
}
