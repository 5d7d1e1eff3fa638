package contacthub.contact.name;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.name.PersonName;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Storable;

/** Tells what the hub makes of a name, without effect: the same rule that greets customers. */
@Path("/api/v1/names")
@RolesAllowed({ Roles.INTEGRATION, Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "identity")
class NamesResource {

    /** A name as somebody wrote it, in any common order. */
    record Trial(@NotBlank @Size(max = 200) @Storable String text) {}

    /**
     * Its parts.
     *
     * @param gender male, female, or unknown where the name does not tell
     * @param greeting the name to use in greetings, which needs no gender
     * @param dative the whole name, "to whom"; nothing where the gender is unknown or the name is not Russian
     * @param genitive the whole name, "whose"; nothing in the same cases
     */
    record Tried(String last, String first, String patronymic, String gender, String greeting, String dative,
            String genitive) {}

    @POST
    @Path("try")
    @Operation(summary = "What the hub makes of a name", description = "Last name, first name and patronymic in Russian or "
            + "Latin letters, the name to greet with, and the Russian dative and genitive. Nothing is kept.")
    @APIResponse(responseCode = "200", description = "Also where a part is not known: it is null then")
    @APIResponse(responseCode = "400", description = "The text is missing or too long")
    public Tried tryOut(@NotNull @Valid Trial trial) {
        PersonName name = PersonName.parse(trial.text);
        return new Tried(name.last(), name.first(), name.patronymic(), name.gender().word(), name.greeting(),
                name.dative().orElse(null), name.genitive().orElse(null));
    }
}
