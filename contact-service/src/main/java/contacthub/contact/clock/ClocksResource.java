package contacthub.contact.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import contacthub.contact.policy.ClockKind;
import contacthub.contact.timeline.Cursor;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestedId;

/** Clocks and promises by state, the most urgent first. */
@Path("/api/v1")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "clocks")
class ClocksResource {

    private static final Set<String> STATES = Set.of(SlaClock.RUNNING, SlaClock.PAUSED, SlaClock.MET, SlaClock.BREACHED,
            SlaClock.CANCELLED);
    private static final String LIST = """
            SELECT * FROM sla_clock WHERE state = ? AND (?::text IS NULL OR kind = ?) AND (due_at, id) > (?, ?)
            ORDER BY due_at, id LIMIT ?""";
    private static final Cursor START = new Cursor(Instant.EPOCH, new UUID(0, 0));

    private final Transactions transactions;
    private final SlaClocks clocks;
    private final ClockLog log;
    private final Isolation isolation;

    ClocksResource(Transactions transactions, SlaClocks clocks, ClockLog log, Isolation isolation) {
        this.transactions = transactions;
        this.clocks = clocks;
        this.log = log;
        this.isolation = isolation;
    }

    @GET
    @Path("clocks")
    @Operation(summary = "Clocks in a state (running where not given), in the order of their deadlines")
    public Page<SlaClock> clocks(@QueryParam("state") String state, @QueryParam("page[size]") String size,
            @QueryParam("page[after]") String after) {
        return page("/api/v1/clocks", state, null, size, after);
    }

    @GET
    @Path("promises")
    @Operation(summary = "Promised reply times: running, met (kept) or breached (broken)")
    public Page<SlaClock> promises(@QueryParam("state") String state, @QueryParam("page[size]") String size,
            @QueryParam("page[after]") String after) {
        return page("/api/v1/promises", state, ClockKind.PROMISE.text(), size, after);
    }

    @GET
    @Path("clocks/faults")
    @Operation(summary = "Clocks that something could not be done with, why, and when it is tried again")
    public Page<Isolation.Fault> faults(@QueryParam("page[size]") String size,
            @QueryParam("page[after]") String after) {
        int limit = Page.size(size);
        UUID from = after == null ? new UUID(0, 0) : RequestedId.of("page[after]", after);
        return Page.of(transactions.inCurrent(connection -> isolation.faults(connection, from, limit + 1)), limit,
                fault -> fault.clock().toString(), "/api/v1/clocks/faults");
    }

    @GET
    @Path("clocks/{id}")
    @Operation(summary = "One clock, with why its deadline is what it is")
    public ShownClock one(@PathParam("id") String id) {
        return transactions.inOne(connection -> {
            SlaClock clock = find(connection, id);
            return new ShownClock(clock, log.of(connection, clock.id()).stream().map(Line::sentence).toList());
        });
    }

    @GET
    @Path("clocks/{id}/log")
    @Operation(summary = "Everything that became of a clock, in the order it was found out")
    public Page<ShownLine> lines(@PathParam("id") String id) {
        return transactions.inOne(connection -> {
            List<ShownLine> lines = log.of(connection, find(connection, id).id()).stream().map(ShownLine::of).toList();
            return Page.of(lines, Math.max(1, lines.size()), line -> "", "/api/v1/clocks/" + id + "/log");
        });
    }

    private SlaClock find(Connection connection, String id) throws SQLException {
        return clocks.one(connection, RequestedId.of("id", id))
                .orElseThrow(() -> Problem.notFound("There is no clock " + id + "."));
    }

    /** A clock and the sentences of its log. */
    record ShownClock(@JsonUnwrapped SlaClock clock, List<String> why) {}

    /** A line of a log with what it says as a sentence. */
    record ShownLine(Act act, Instant at, String because, String policy, long policyVersion, String calendar,
            long targetMinutes, String segment, String operator, Instant dueBefore, Instant dueAfter, String sentence) {

        static ShownLine of(Line line) {
            return new ShownLine(line.act(), line.at(), line.because(), line.target().policy(),
                    line.target().version(), line.target().calendar(), line.target().minutes(), line.segment(),
                    line.operator(),
                    line.dueBefore(), line.dueAfter(), line.sentence());
        }
    }

    private Page<SlaClock> page(String path, String asked, String kind, String size, String after) {
        String state = asked == null ? SlaClock.RUNNING : asked;
        if (!STATES.contains(state)) {
            throw Problem.invalid("state", "must be running, paused, met, breached or cancelled");
        }
        int limit = Page.size(size);
        Cursor from = after == null ? START : Cursor.read(after);
        List<SlaClock> clocks = read(state, kind, from, limit + 1);
        return Page.of(clocks, limit, clock -> new Cursor(clock.due(), clock.id()).text(), path + "?state=" + state);
    }

    private List<SlaClock> read(String state, String kind, Cursor from, int limit) {
        return transactions.inCurrent(connection -> {
            try (PreparedStatement select = connection.prepareStatement(LIST)) {
                select.setString(1, state);
                select.setString(2, kind);
                select.setString(3, kind);
                select.setObject(4, from.at().atOffset(ZoneOffset.UTC));
                select.setObject(5, from.id());
                select.setInt(6, limit);
                List<SlaClock> clocks = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        clocks.add(SlaClocks.of(row));
                    }
                }
                return clocks;
            }
        });
    }
}
