package contacthub.segment.value;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.security.Roles;
import contacthub.runtime.web.CsvText;
import contacthub.segment.report.AskedDays;

/** The reports on value and conversion over HTTP. */
@Path("/api/v1/reports")
@Tag(name = "reports")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
class ValueResource {

    private static final ValueReport.Money NOTHING = new ValueReport.Money(null, null, null, null, null);

    private final SegmentValues values;
    private final Conversions conversions;
    private final Clock clock;

    ValueResource(SegmentValues values, Conversions conversions, Clock clock) {
        this.values = values;
        this.conversions = conversions;
        this.clock = clock;
    }

    @GET
    @Path("/value")
    @Produces({ MediaType.APPLICATION_JSON, CsvText.TYPE})
    @Operation(summary = "What each segment earned and cost from the beginning of day from to that of day to (UTC, 1,100 days "
            + "at most; the last year where none is named): money, service, answers, deadlines, complaints, churn", description = "As "
                    + "CSV where text/csv is asked for: a line for each segment and currency, what is no money only in the "
                    + "first line of a segment.")
    @APIResponseSchema(ValueReport.class)
    @APIResponse(responseCode = "400", description = "A day is wrong; errors name it")
    public Response value(@QueryParam("from") String from, @QueryParam("to") String to,
            @HeaderParam("Accept") String accept) {
        ValueReport report = values.report(AskedDays.of(from, to, today()));
        return CsvText.isAsked(accept)
                ? Response.ok(csv(report), CsvText.TYPE).build()
                : Response.ok(report, MediaType.APPLICATION_JSON).build();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String csv(ValueReport report) {
        var text = new CsvText("segment", "currency", "revenue", "margin", "revenue_after_contact",
                "margin_after_contact", "customers", "received", "sent", "calls", "service_minutes", "service_cost",
                "answers", "met", "breached", "hit_rate", "complaints", "lost", "people_told", "churn_cost");
        report.data().forEach(segment -> lines(text, segment));
        return text.toString();
    }

    private static void lines(CsvText text, ValueReport.Segment segment) {
        List<ValueReport.Money> money = segment.money();
        first(text, segment, money.isEmpty() ? NOTHING : money.get(0));
        money.stream().skip(1).forEach(sum -> text.line(segment.segment(), sum.currency(), sum.revenue(), sum.margin(),
                sum.revenueAfterContact(), sum.marginAfterContact(), null, null, null, null, null, null, null, null,
                null, null, null, null, null, null));
    }

    private static void first(CsvText text, ValueReport.Segment segment, ValueReport.Money sum) {
        ValueReport.Service service = segment.service();
        ValueReport.Deadlines deadlines = segment.deadlines();
        ValueReport.Churn churn = segment.churn();
        text.line(segment.segment(), sum.currency(), sum.revenue(), sum.margin(), sum.revenueAfterContact(),
                sum.marginAfterContact(), segment.customers(), service.received(), service.sent(), service.calls(),
                service.minutes(), service.cost(),
                segment.satisfaction().surveys().stream().mapToLong(ValueReport.Survey::answers).sum(),
                deadlines.met(), deadlines.breached(), deadlines.hitRate(), segment.complaints(), churn.lost(),
                churn.peopleTold(), churn.cost());
    }

    @GET
    @Path("/conversion")
    @Produces({ MediaType.APPLICATION_JSON, CsvText.TYPE})
    @Operation(summary = "Visitors, leads and buyers by landing page and source, a thousand at most, over the same days as "
            + "the report on value", description = "As CSV where text/csv is asked for.")
    @APIResponseSchema(ConversionReport.class)
    @APIResponse(responseCode = "400", description = "A day is wrong; errors name it")
    public Response conversion(@QueryParam("from") String from, @QueryParam("to") String to,
            @HeaderParam("Accept") String accept) {
        ConversionReport report = conversions.report(AskedDays.of(from, to, today()));
        return CsvText.isAsked(accept)
                ? Response.ok(csv(report), CsvText.TYPE).build()
                : Response.ok(report, MediaType.APPLICATION_JSON).build();
    }

    private static String csv(ConversionReport report) {
        var text = new CsvText("page", "source", "visitors", "leads", "lead_rate", "buyers", "buyer_rate");
        report.data().forEach(landing -> text.line(landing.page(), landing.source(), landing.visitors(),
                landing.leads(), landing.leadRate(), landing.buyers(), landing.buyerRate()));
        return text.toString();
    }
}
