package contacthub.contact.identity;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contracts.AddressType;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;

/** Tells what the hub makes of an address, without effect: the same rule that identifies customers. */
@Path("/api/v1/addresses")
@RolesAllowed({ Roles.INTEGRATION, Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "identity")
class AddressesResource {

    private final Normaliser normaliser;

    AddressesResource(Normaliser normaliser) {
        this.normaliser = normaliser;
    }

    /** An address as somebody wrote it; the region is that of a phone without a country code, ISO 3166 in capitals. */
    record Trial(@NotNull String type, @NotNull @Size(max = 500) @Storable String value, String region) {}

    /**
     * What it is.
     *
     * @param kind of a phone: mobile, fixed, fixed-or-mobile, voip …
     * @param regions every country a phone can be of
     * @param zones every time zone its owner can be in, none more likely than another
     * @param blocked whether it stands for nobody: it stays in the event, and identifies no customer
     */
    record Tried(boolean valid, String normalised, String kind, List<String> regions, List<String> zones,
            boolean blocked, String reason) {}

    @POST
    @Path("try")
    @Operation(summary = "What the hub makes of an address", description = "Its one spelling, of a phone also kind, "
            + "countries and time zones, and whether it is a placeholder. Nothing is kept.")
    @APIResponse(responseCode = "200", description = "Also where the address is not valid: the reason says why")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it")
    public Tried tryOut(@NotNull @Valid Trial trial) {
        if (!AddressType.isKnown(trial.type)) {
            throw Problem.invalid("type", "must be one of " + AddressType.names());
        }
        if (trial.region != null && !Phones.knows(trial.region)) {
            throw Problem.invalid("region", "must be a country of ISO 3166 in two capitals, such as RU");
        }
        Finding found = normaliser.examine(trial.type, trial.value,
                trial.region == null ? normaliser.region() : trial.region);
        PhoneKnowledge phone = found.knowledge();
        return new Tried(found.valid(), found.normalised(), phone.kind(), phone.regions(), phone.zones(),
                found.blocked(), found.reason());
    }
}
