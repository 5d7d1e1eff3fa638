package contacthub.segment.activity;

import java.util.List;
import java.util.UUID;

/**
 * Merges were made or undone, in the transaction at hand.
 *
 * @param resting customers who are part of another from now on
 * @param awake customers of their own again
 */
public record CustomersTurned(List<UUID> resting, List<UUID> awake) {}
