package contacthub.segment.scoring;

import java.util.Map;

/** The group a customer belongs to, why, in one sentence, and the numbers that decided. */
public record Placement(String group, String because, Map<String, String> numbers) {}
