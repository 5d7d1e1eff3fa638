package contacthub.contact.intake;

import java.time.Instant;
import java.util.Map;

/**
 * One CloudEvent as it was posted: its attributes read, its data JSON bytes. Data in another format is wrapped in JSON.
 *
 * @param time when it happened, if the sender said so
 * @param extensions all other attributes
 */
public record Posted(String id, String source, String type, Instant time, Map<String, String> extensions,
        byte[] data) {}
