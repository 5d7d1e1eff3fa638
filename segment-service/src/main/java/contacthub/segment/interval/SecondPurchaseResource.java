package contacthub.segment.interval;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.security.Roles;
import contacthub.segment.report.CsvText;

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
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "After how many days customers buy a second time: median and 80 % point, with the method, for all "
            + "and by category")
    public Report report() {
        return new Report(clock.instant().truncatedTo(ChronoUnit.MILLIS), SecondPurchases.METHOD,
                secondPurchases.ofAll(), secondPurchases.byCategory());
    }

    @GET
    @Produces("text/csv")
    @Operation(summary = "The same as CSV, all together in the first line without a category")
    public String csv() {
        var text = new CsvText("category", "customers", "bought_again", "median_days", "most_days");
        List<SecondPurchase> lines = new ArrayList<>(List.of(secondPurchases.ofAll()));
        lines.addAll(secondPurchases.byCategory());
        lines.forEach(line -> text.line(line.category(), line.customers(), line.boughtAgain(), line.medianDays(),
                line.mostDays()));
        return text.toString();
    }
}
