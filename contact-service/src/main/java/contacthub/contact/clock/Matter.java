package contacthub.contact.clock;

import java.util.Map;
import java.util.UUID;

/** What of a conversation stays the same and decides on its clocks. */
public record Matter(UUID conversation, UUID address, String channel, String kind, Map<String, String> customer) {}
