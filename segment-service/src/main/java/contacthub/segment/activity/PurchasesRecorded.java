package contacthub.segment.activity;

import java.util.Map;
import java.util.UUID;

/** New purchases of these customers have been kept, in the transaction at hand; of each the latest purchase is the cause. */
public record PurchasesRecorded(Map<UUID, Cause> customers) {}
