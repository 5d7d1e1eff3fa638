package contacthub.contact.timeline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import contacthub.contracts.Channel;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestedId;
import contacthub.runtime.web.Storable;

/** What a reader of a timeline asks for: filters and the place to go on from. */
class TimelineQuery {

    private static final int LONGEST_WORDS = 200;
    private static final List<String> SERVICES = List.of("contact-service", "segment-service", "notification-service");

    @QueryParam("channel")
    @Parameter(description = "only this channel")
    String channel;

    @QueryParam("type")
    @Parameter(description = "only this CloudEvents type")
    String type;

    @QueryParam("direction")
    @Parameter(description = "in, out or internal")
    String direction;

    @QueryParam("service")
    @Parameter(description = "only what this service tells of: contact-service, segment-service or notification-service")
    String service;

    @QueryParam("conversation")
    @Parameter(description = "only of this conversation")
    String conversation;

    @QueryParam("from")
    @Parameter(description = "occurred at or after this RFC 3339 time")
    String from;

    @QueryParam("to")
    @Parameter(description = "occurred before this RFC 3339 time")
    String to;

    @QueryParam("q")
    @Parameter(description = "only entries with all these words, in any form, Russian or English; \"…\" for a phrase, - to leave out")
    String words;

    @QueryParam("page[size]")
    @Parameter(description = "1 to 200, 50 where not given")
    String size;

    @QueryParam("page[after]")
    @Parameter(description = "the cursor of the page before, from meta.after")
    String after;

    /** Refuses what cannot be answered, naming the parameter. */
    TimelineQuery checked() {
        if (channel != null && !Channel.isKnown(channel)) {
            throw Problem.invalid("channel", "must be one of " + Channel.names());
        }
        if (direction != null && !Set.of(Entry.IN, Entry.OUT, Entry.INTERNAL).contains(direction)) {
            throw Problem.invalid("direction", "must be in, out or internal");
        }
        if (service != null && !SERVICES.contains(service)) {
            throw Problem.invalid("service", "must be one of " + String.join(", ", SERVICES));
        }
        Storable.Check.parameter("type", type);
        conversation();
        words();
        times();
        cursor();
        Page.size(size);
        return this;
    }

    private void times() {
        Instant begin = from();
        Instant end = to();
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw Problem.invalid("to", "must be after from");
        }
    }

    private void words() {
        Storable.Check.parameter("q", words);
        if (words != null && (words.isBlank() || words.length() > LONGEST_WORDS)) {
            throw Problem.invalid("q", "must have 1 to " + LONGEST_WORDS + " characters");
        }
    }

    UUID conversation() {
        return conversation == null ? null : RequestedId.of("conversation", conversation);
    }

    Instant from() {
        return time("from", from);
    }

    Instant to() {
        return time("to", to);
    }

    Cursor cursor() {
        return after == null ? null : Cursor.read(after);
    }

    private static Instant time(String parameter, String value) {
        try {
            OffsetDateTime time = value == null ? null : OffsetDateTime.parse(value);
            if (time == null || time.getYear() >= 1 && time.getYear() <= 9999) {
                return time == null ? null : time.toInstant();
            }
        } catch (DateTimeException e) {
            throw Problem.invalid(parameter, "must be an RFC 3339 time with a zone");
        }
        throw Problem.invalid(parameter, "must be between the years 1 and 9999");
    }
}
