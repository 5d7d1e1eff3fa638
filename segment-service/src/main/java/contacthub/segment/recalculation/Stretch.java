package contacthub.segment.recalculation;

import java.util.List;
import java.util.UUID;

/**
 * Customers in the order of their ids, as far as they have been looked at.
 *
 * @param customers how many
 * @param last the last of them
 * @param wrong those whose scores are not what they should be
 */
record Stretch(long customers, UUID last, List<UUID> wrong) {}
