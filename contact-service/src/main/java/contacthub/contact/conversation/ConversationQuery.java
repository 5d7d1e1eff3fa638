package contacthub.contact.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

import jakarta.ws.rs.QueryParam;

import contacthub.contact.timeline.Cursor;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;

/** Which conversations are asked for, in which order, from where on; wrong values are problems that name themselves. */
class ConversationQuery {

    private static final String URGENT = "urgent";
    private static final Cursor NEWEST = new Cursor(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));
    private static final Cursor WORST = new Cursor(Instant.EPOCH, new UUID(0, 0));

    @QueryParam("status")
    String status;
    @QueryParam("owner")
    String owner;
    @QueryParam("channel")
    String channel;
    @QueryParam("due_before")
    String dueBefore;
    @QueryParam("sort")
    String sort;
    @QueryParam("page[size]")
    String size;
    @QueryParam("page[after]")
    String after;

    ConversationReader.Sought sought() {
        String asked = status == null ? Conversation.OPEN : status;
        if (!Conversation.STATES.contains(asked)) {
            throw Problem.invalid("status", "must be one of " + String.join(", ", Conversation.STATES));
        }
        if (sort != null && !sort.equals(URGENT) && !sort.equals("latest")) {
            throw Problem.invalid("sort", "must be urgent or latest");
        }
        if (URGENT.equals(sort) && !asked.equals(Conversation.OPEN)) {
            throw Problem.invalid("sort", "only open conversations have deadlines to be sorted by");
        }
        Storable.Check.parameter("owner", owner);
        Storable.Check.parameter("channel", channel);
        return new ConversationReader.Sought(asked, owner, channel, time(), URGENT.equals(sort));
    }

    private Instant time() {
        try {
            return dueBefore == null ? null : Instant.parse(dueBefore);
        } catch (DateTimeParseException e) {
            throw Problem.invalid("due_before", "must be a time such as 2026-03-02T10:00:00Z");
        }
    }

    Cursor from() {
        if (after != null) {
            return Cursor.read(after);
        }
        return URGENT.equals(sort) ? WORST : NEWEST;
    }

    int limit() {
        return Page.size(size);
    }

    /** The list's own path with these filters. */
    String self() {
        return "/api/v1/conversations?status=" + (status == null ? Conversation.OPEN : status) + part("owner", owner)
                + part("channel", channel) + part("due_before", dueBefore) + part("sort", sort);
    }

    private static String part(String name, String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, UTF_8);
    }
}
