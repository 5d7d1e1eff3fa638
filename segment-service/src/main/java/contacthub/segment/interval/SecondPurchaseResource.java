package contacthub.segment.interval;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.security.Roles;
import contacthub.runtime.web.CsvText;

/** The report on second purchases over HTTP. */
@Path("/api/v1/reports/second-purchase")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "reports")
class SecondPurchaseResource {

    private final SecondPurchases secondPurchases;
    private final Clock clock;

    SecondPurchaseResource(SecondPurchases secondPurchases, Clock clock) {
        this.secondPurchases = secondPurchases;
        this.clock = clock;
    }

    /** The report, as of now. */
    record Report(Instant asOf, String method, SecondPurchase all, List<SecondPurchase> categories) {}

    @GET
    @Produces({ MediaType.APPLICATION_JSON, CsvText.TYPE})
    @Operation(summary = "After how many days customers buy a second time: median and 80 % point, with the method, for all "
            + "and by category", description = "As CSV where text/csv is asked for, all together in the first line.")
    @APIResponseSchema(Report.class)
    public Response report(@HeaderParam("Accept") String accept) {
        var report = new Report(clock.instant().truncatedTo(ChronoUnit.MILLIS), SecondPurchases.METHOD,
                secondPurchases.ofAll(), secondPurchases.byCategory());
        return CsvText.isAsked(accept)
                ? Response.ok(csv(report), CsvText.TYPE).build()
                : Response.ok(report, MediaType.APPLICATION_JSON).build();
    }

    private static String csv(Report report) {
        var text = new CsvText("category", "customers", "bought_again", "median_days", "most_days");
        Stream.concat(Stream.of(report.all()), report.categories().stream())
                .forEach(line -> text.line(line.category(), line.customers(), line.boughtAgain(), line.medianDays(),
                        line.mostDays()));
        return text.toString();
    }
}
