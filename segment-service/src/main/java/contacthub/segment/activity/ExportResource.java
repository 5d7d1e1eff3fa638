package contacthub.segment.activity;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.security.Roles;
import contacthub.runtime.web.PersonalExport;

/** What segment-service keeps of one person. */
@Path("/api/v1/customers/{customer}/export")
@RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "privacy")
class ExportResource {

    private static final Map<String, String> SECTIONS = sections();

    private final Customers customers;
    private final PersonalExport export;

    ExportResource(Customers customers, PersonalExport export) {
        this.customers = customers;
        this.export = export;
    }

    private static Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("purchases", "SELECT to_json(p) FROM purchase p WHERE customer = ? ORDER BY occurred_at, event");
        sections.put("profile", "SELECT to_json(p) FROM customer_profile p WHERE customer = ?");
        sections.put("contacts", "SELECT to_json(d) FROM contact_day d WHERE customer = ? ORDER BY day");
        sections.put("scores", "SELECT to_json(s) FROM score s WHERE customer = ?");
        sections.put("segments", "SELECT to_json(m) FROM membership m WHERE customer = ? ORDER BY family");
        sections.put("segment_history", "SELECT to_json(c) FROM segment_change c WHERE customer = ? ORDER BY id");
        sections.put("complaints",
                "SELECT to_json(m) FROM matter m WHERE customer = ? AND complaint ORDER BY conversation");
        sections.put("purchase_due", "SELECT to_json(d) FROM purchase_due d WHERE customer = ?");
        sections.put("offer_feedback", "SELECT to_json(f) FROM offer_feedback f WHERE customer = ? ORDER BY id");
        sections.put("service",
                "SELECT to_json(s) FROM service_day s WHERE customer = ? ORDER BY day, measure, detail");
        sections.put("visits", "SELECT to_json(v) FROM visit_day v WHERE customer = ? ORDER BY day, first_at");
        sections.put("relationship",
                "SELECT to_json(r) FROM relationship_change r WHERE customer = ? ORDER BY id");
        sections.put("business", "SELECT to_json(b) FROM business b WHERE customer = ?");
        sections.put("loyalty", "SELECT to_json(l) FROM loyalty_entry l WHERE customer = ? ORDER BY id");
        return sections;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Everything segment-service keeps of one person: purchases, scores, segments and their history, answers to offers")
    public Response export(@PathParam("customer") String customer, @Context SecurityContext caller) {
        return export.of(customers.known(customer), SECTIONS, caller);
    }
}
