package contacthub.notification.preference;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.quarkus.security.identity.SecurityIdentity;

import contacthub.notification.customer.Customers;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.IfMatch;

/** What a customer likes. */
@Path("/api/v1/customers/" + Customers.REF + "/preferences")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "preferences")
class PreferencesResource {

    private final Customers customers;
    private final ChangingPreferences changing;
    private final SecurityIdentity operator;

    PreferencesResource(Customers customers, ChangingPreferences changing, SecurityIdentity operator) {
        this.customers = customers;
        this.changing = changing;
        this.operator = operator;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The customer's language and order of channels, in general and per category; the version is the ETag")
    public Response preferences(@PathParam("customer") String customer) {
        return answer(Preferences.of(customers.whole(customer)));
    }

    @PATCH
    @Idempotent
    @Consumes({ MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Produces(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = ShownPreferences.class)))
    @Operation(summary = "Change preferences: channels, categories and language", description = "What is absent stays, "
            + "what is null goes. If-Match guards against a change in between.")
    public Response change(@PathParam("customer") String customer, @HeaderParam("If-Match") String ifMatch,
            byte[] body) {
        return answer(changing.change(customer, PreferencesPatch.read(body), IfMatch.version(ifMatch),
                operator.getPrincipal().getName()));
    }

    private static Response answer(Preferences preferences) {
        return Response.ok(ShownPreferences.of(preferences)).tag(new EntityTag(Long.toString(preferences.version)))
                .build();
    }
}
