package contacthub.notification.delivery;

import java.util.UUID;

import contacthub.runtime.event.Received;

/**
 * What led to a notification.
 *
 * @param identity the same for the same cause, which leads to one notification of a kind only
 * @param id its id as an event, which the facts name
 * @param correlation the conversation
 */
public record Cause(UUID identity, String id, String correlation, String trace) {

    /** An event. */
    public static Cause of(Received event) {
        return new Cause(event.identity(), event.id(), event.correlation(), event.trace());
    }
}
