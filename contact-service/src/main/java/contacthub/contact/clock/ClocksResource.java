package contacthub.contact.clock;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contact.policy.ClockKind;
import contacthub.contact.timeline.Cursor;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;

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

    ClocksResource(Transactions transactions) {
        this.transactions = transactions;
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
