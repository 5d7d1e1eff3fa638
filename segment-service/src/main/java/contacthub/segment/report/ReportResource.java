package contacthub.segment.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.security.Roles;
import contacthub.runtime.web.CsvText;
import contacthub.runtime.web.Problem;

/** Reports over HTTP. */
@Path("/api/v1/reports")
@Tag(name = "reports")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
class ReportResource {

    private final Reports reports;

    ReportResource(Reports reports) {
        this.reports = reports;
    }

    @GET
    @Path("/activity-matrix")
    @Produces({ MediaType.APPLICATION_JSON, CsvText.TYPE})
    @Operation(summary = "Customers and money in each cell of the activity matrix, as of now, or as of the beginning of the "
            + "day to; with from also who moved since the beginning of that day (both UTC)", description = "As CSV where "
                    + "text/csv is asked for: a line for each cell and currency, or with from for each move.")
    @APIResponseSchema(ActivityMatrixReport.class)
    public Response activityMatrix(@QueryParam("from") String from, @QueryParam("to") String to,
            @HeaderParam("Accept") String accept) {
        Optional<LocalDate> earlier = AskedDays.day("from", from);
        Optional<LocalDate> later = AskedDays.day("to", to);
        if (earlier.isPresent() && later.isPresent() && later.get().isBefore(earlier.get())) {
            throw Problem.invalid("to", "must not be before from");
        }
        ActivityMatrixReport report = reports.activityMatrix(earlier, later);
        return CsvText.isAsked(accept)
                ? Response.ok(report.migration() == null ? cells(report) : moves(report), CsvText.TYPE).build()
                : Response.ok(report, MediaType.APPLICATION_JSON).build();
    }

    private static String cells(ActivityMatrixReport report) {
        var text = new CsvText("recency_from", "recency_below", "purchases_from", "purchases_below", "group",
                "customers", "currency", "revenue");
        for (ActivityMatrixReport.Cell cell : report.cells()) {
            List<ActivityMatrixReport.Money> money = cell.money().isEmpty()
                    ? List.of(new ActivityMatrixReport.Money(null, null))
                    : cell.money();
            money.forEach(sum -> text.line(cell.recencyFrom(), cell.recencyBelow(), cell.purchasesFrom(),
                    cell.purchasesBelow(), cell.group(), cell.customers(), sum.currency(),
                    sum.revenue() == null ? null : sum.revenue().toPlainString()));
        }
        return text.toString();
    }

    private static String moves(ActivityMatrixReport report) {
        var text = new CsvText("from_recency", "from_purchases", "from_group", "to_recency", "to_purchases", "to_group",
                "customers");
        for (ActivityMatrixReport.Move move : report.migration()) {
            ActivityMatrixReport.Place was = move.from();
            text.line(was == null ? null : was.recencyFrom(), was == null ? null : was.purchasesFrom(),
                    was == null ? null : was.group(), move.to().recencyFrom(), move.to().purchasesFrom(),
                    move.to().group(), move.customers());
        }
        return text.toString();
    }

    @GET
    @Path("/rfm")
    @Operation(summary = "How many customers have which recency, frequency and monetary scores, and which group.")
    public RfmReport rfm() {
        return reports.rfm();
    }
}
