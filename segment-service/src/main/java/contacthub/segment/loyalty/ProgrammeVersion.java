package contacthub.segment.loyalty;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A version of the programme, and who made it; 0 before the first. */
record ProgrammeVersion(long version, Instant changedAt, String changedBy, @JsonUnwrapped Programme programme) {}
