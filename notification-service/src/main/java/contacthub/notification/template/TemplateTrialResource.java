package contacthub.notification.template;

import java.util.Collections;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;

import contacthub.runtime.security.Roles;
import contacthub.runtime.web.JsonBody;

/** Shows what a template says, without effect (spec 05, "a template"). */
@Path("/api/v1/templates/try")
@RolesAllowed({ Roles.INTEGRATION, Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "templates")
class TemplateTrialResource {

    private static final int LARGEST = 256 * 1024;

    private final TryingTemplates trying;
    private final SecurityIdentity caller;

    TemplateTrialResource(TryingTemplates trying, SecurityIdentity caller) {
        this.trying = trying;
        this.caller = caller;
    }

    /**
     * The fields of a trial, for the interface description.
     *
     * @param template what to fill; the version in use of the name where there is none
     * @param data a text for each placeholder
     * @param html whether the texts are escaped as in the HTML part of a letter
     * @param customer whose name to fill in: an id or type:value
     */
    record Trial(String template, Map<String, String> data, Boolean html, String name, String category, String channel,
            String language, String customer) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = Trial.class)))
    @Operation(summary = "What a template says, of data or of a real customer", description = "A template with data is "
            + "filled with that and nothing else. With a name or a customer, placeholders that data leaves out are "
            + "those of the customer, or examples. Nothing is kept or sent.")
    @APIResponse(responseCode = "200", description = "The text; segments, the parts it is sent in, only for channel sms")
    @APIResponse(responseCode = "400", description = "A field is wrong, or the template says what templates cannot; "
            + "errors name it, with line and column")
    @APIResponse(responseCode = "403", description = "An integration asks for a customer")
    @APIResponse(responseCode = "404", description = "There is no such customer or template")
    public TryingTemplates.Tried tryOut(byte[] body) {
        TemplateTrial trial = TemplateTrial.read(JsonBody.object(body, LARGEST));
        if (trial.customer() != null && Collections.disjoint(caller.getRoles(), Roles.PEOPLE)) {
            throw new ForbiddenException("Only people see what a customer would read.");
        }
        return trying.of(trial);
    }
}
