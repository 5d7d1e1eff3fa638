package contacthub.contact.report;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contact.policy.ClockKind;
import contacthub.contact.report.ResponseTimes.Asked;
import contacthub.contact.report.ResponseTimes.Filter;
import contacthub.contracts.Channel;
import contacthub.contracts.ContactKind;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.CsvText;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Requested;
import contacthub.runtime.web.Storable;

/** The report on response times over HTTP. */
@Path("/api/v1/reports/response-times")
@RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "reports")
class ResponseTimesResource {

    private static final Set<String> CLOCKS = Stream.of(ClockKind.values()).map(ClockKind::text)
            .collect(Collectors.toSet());

    private final ResponseTimes responseTimes;
    private final ZoneId zone;
    private final Clock clock;

    ResponseTimesResource(ResponseTimes responseTimes, @ConfigProperty(name = "hub.sla.zone") ZoneId zone,
            Clock clock) {
        this.responseTimes = responseTimes;
        this.zone = zone;
        this.clock = clock;
    }

    /** The report with what was asked for; a group for each kind of clock and value. */
    record Report(Instant from, Instant to, String by, String zone, String percentiles, List<Measured> data) {}

    /** Which spans are counted; one that is not given leaves out none. */
    static final class Parameters {

        @QueryParam("clock")
        String clock;

        @QueryParam("channel")
        String channel;

        @QueryParam("kind")
        String kind;

        @QueryParam("segment")
        String segment;

        @QueryParam("operator")
        String operator;

        private Filter filter() {
            return new Filter(Requested.word("clock", CLOCKS, clock),
                    Requested.word("channel", Channel.names(), channel),
                    Requested.word("kind", ContactKind.names(), kind), Storable.Check.parameter("segment", segment),
                    Storable.Check.parameter("operator", operator));
        }
    }

    @GET
    @Produces({ MediaType.APPLICATION_JSON, CsvText.TYPE})
    @Operation(summary = "How long customers waited and how often in time, by kind of clock and one more thing", description = "by: clock (where not given), operator, channel, kind, segment, policy, policy_version, hour, "
            + "weekday or day of the beginning, in zone. from and to: RFC 3339 times between which clocks began, "
            + "at most 366 days apart, the last 30 days where not given. As CSV where text/csv is asked for.")
    @APIResponseSchema(Report.class)
    public Response report(@QueryParam("by") String by, @QueryParam("from") String from, @QueryParam("to") String to,
            @QueryParam("zone") String in, @BeanParam Parameters parameters, @HeaderParam("Accept") String accept) {
        var asked = new Asked(By.of(by), Range.of(from, to, clock.instant()), zone(in), parameters.filter());
        List<Measured> groups = responseTimes.report(asked);
        return CsvText.isAsked(accept)
                ? Response.ok(csv(groups), CsvText.TYPE).build()
                : Response.ok(new Report(asked.range().from(), asked.range().to(), asked.by().text(),
                        asked.zone().getId(), ResponseTimes.METHOD, groups), MediaType.APPLICATION_JSON).build();
    }

    private static String csv(List<Measured> groups) {
        var text = new CsvText(Measured.COLUMNS);
        groups.forEach(group -> text.line(group.fields()));
        return text.toString();
    }

    /** Named as both Java and PostgreSQL know it; they count plain offsets in opposite directions. */
    private ZoneId zone(String name) {
        if (name == null) {
            return zone;
        }
        boolean isRegion = name.contains("/") && !name.startsWith("SystemV/") || name.equals("UTC");
        if (!isRegion || !ZoneId.getAvailableZoneIds().contains(name)) {
            throw Problem.invalid("zone", "must be the name of a time zone such as Europe/Moscow");
        }
        return ZoneId.of(name);
    }
}
