package contacthub.contact.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contact.report.Honesty.Asked;
import contacthub.contact.timeline.Cursor;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.CsvText;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Requested;
import contacthub.runtime.web.Storable;

/** The honesty report over HTTP. */
@Path(HonestyResource.PATH)
@RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "reports")
class HonestyResource {

    static final String PATH = "/api/v1/reports/honesty";

    private static final Map<String, Finding.Kind> KINDS = Stream.of(Finding.Kind.values())
            .collect(Collectors.toMap(Finding.Kind::text, kind -> kind));
    private static final Cursor START = new Cursor(Instant.EPOCH, new UUID(0, 0));
    private static final int AT_ONCE = 1_000;

    private final Honesty honesty;
    private final Clock clock;

    HonestyResource(Honesty honesty, Clock clock) {
        this.honesty = honesty;
        this.clock = clock;
    }

    @GET
    @Produces({ MediaType.APPLICATION_JSON, CsvText.TYPE})
    @Operation(summary = "What makes response times look better than they were, in the order of time", description = "finding: paused_while_customer_waited, empty_answer, fresh_clock or promise_moved; all where "
            + "not given. from and to: RFC 3339 times, at most 366 days apart, the last 30 days where not given. "
            + "As CSV where text/csv is asked for: all at once, without pages.")
    @APIResponseSchema(Page.class)
    public Response report(@QueryParam("from") String from, @QueryParam("to") String to,
            @QueryParam("operator") String operator, @QueryParam("finding") String finding,
            @QueryParam("page[size]") String size, @QueryParam("page[after]") String after,
            @HeaderParam("Accept") String accept) {
        var range = Range.of(from, to, clock.instant());
        Finding.Kind kind = KINDS.get(Requested.word("finding", KINDS.keySet(), finding));
        var asked = new Asked(range, Storable.Check.parameter("operator", operator), kind);
        if (CsvText.isAsked(accept)) {
            List<Finding> first = honesty.report(asked, START, AT_ONCE);
            StreamingOutput lines = out -> write(asked, first, out);
            return Response.ok(lines, CsvText.TYPE).build();
        }
        int limit = Page.size(size);
        List<Finding> findings = honesty.report(asked, after == null ? START : Cursor.read(after), limit + 1);
        return Response.ok(Page.of(findings, limit, HonestyResource::cursor, self(asked, finding)),
                MediaType.APPLICATION_JSON).build();
    }

    private void write(Asked asked, List<Finding> first, OutputStream out) throws IOException {
        out.write(new CsvText(Finding.COLUMNS).toString().getBytes(UTF_8));
        List<Finding> findings = first;
        while (!findings.isEmpty()) {
            for (Finding finding : findings) {
                out.write(CsvText.row(finding.fields()).getBytes(UTF_8));
            }
            Finding last = findings.get(findings.size() - 1);
            findings = findings.size() < AT_ONCE
                    ? List.of()
                    : honesty.report(asked, new Cursor(last.at(), last.id()), AT_ONCE);
        }
    }

    private static String cursor(Finding finding) {
        return new Cursor(finding.at(), finding.id()).text();
    }

    /** The list's own path, the same stretch of time on all pages. */
    private static String self(Asked asked, String finding) {
        return PATH + "?from=" + asked.range().from() + "&to=" + asked.range().to()
                + (finding == null ? "" : "&finding=" + finding)
                + (asked.operator() == null ? "" : "&operator=" + URLEncoder.encode(asked.operator(), UTF_8));
    }
}
