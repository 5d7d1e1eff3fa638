package contacthub.testkit.bad.endpoint;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Serves HTTP under a name that does not say so. */
@Path("/window")
@PermitAll
class Window {

    @GET
    String look() {
        return "outside";
    }
}
