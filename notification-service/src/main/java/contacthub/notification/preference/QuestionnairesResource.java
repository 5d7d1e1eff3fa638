package contacthub.notification.preference;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.quarkus.security.identity.SecurityIdentity;

import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.CsvText;

/** What customers answered when asked how they want to be reached. */
@Path("/api/v1/questionnaires")
@RolesAllowed({ Roles.INTEGRATION, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "preferences")
class QuestionnairesResource {

    private final TakingQuestionnaires taking;
    private final SecurityIdentity caller;

    QuestionnairesResource(TakingQuestionnaires taking, SecurityIdentity caller) {
        this.taking = taking;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(CsvText.TYPE)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take answers of customers into their preferences and consents, a line of CSV each", description = "Which "
            + "phone, SMS or calls, when, and what is allowed. Lines that are wrong are told; a file taken again changes nothing.")
    public TakingQuestionnaires.Taken take(byte[] file) {
        return taking.take(file, caller.getPrincipal().getName());
    }
}
