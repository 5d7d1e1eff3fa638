package contacthub.segment.scoring;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import contacthub.segment.activity.Cause;

/** Customers have nothing left to be scored by, because an undone merge took it back, in the transaction at hand. */
public record Emptied(String ruleVersion, Instant at, Map<UUID, Cause> customers) {}
