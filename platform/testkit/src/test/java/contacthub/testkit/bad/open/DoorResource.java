package contacthub.testkit.bad.open;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Has one endpoint that says who may call it and one that does not, nor can it be sent again. */
@Path("/door")
class DoorResource {

    @GET
    @RolesAllowed("operator")
    String look() {
        return "closed";
    }

    @POST
    @Path("try")
    @RolesAllowed("operator")
    String push() {
        return "would open";
    }

    @POST
    String open() {
        return "open to everybody";
    }
}
