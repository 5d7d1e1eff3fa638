package contacthub.segment.report;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.security.Roles;

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
    @Operation(summary = "Customers and money in each cell of the activity matrix, as of now.")
    public ActivityMatrixReport activityMatrix() {
        return reports.activityMatrix();
    }

    @GET
    @Path("/rfm")
    @Operation(summary = "How many customers have which recency, frequency and monetary scores, and which group.")
    public RfmReport rfm() {
        return reports.rfm();
    }
}
