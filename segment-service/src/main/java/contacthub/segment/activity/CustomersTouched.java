package contacthub.segment.activity;

import java.util.Map;
import java.util.UUID;

/** Something became known of these customers, in the transaction at hand; each by the id it has now, with the cause. */
public record CustomersTouched(Map<UUID, Cause> customers) {}
