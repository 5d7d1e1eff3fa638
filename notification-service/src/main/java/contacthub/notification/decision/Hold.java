package contacthub.notification.decision;

import java.time.Instant;

/** That a message has to wait, until when and why. */
public record Hold(Instant until, String because) {}
