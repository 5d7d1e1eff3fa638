package contacthub.segment.scoring;

import java.util.Set;
import java.util.UUID;

/** Scores were brought up to now by the passing of time or a recalculation, in the transaction at hand. */
public record Rescored(Set<UUID> customers) {}
