package contacthub.notification.customer;

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

/** What notification-service keeps of one person. */
@Path("/api/v1/customers/" + Customers.REF + "/export")
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
        sections.put("profile", "SELECT to_json(c) FROM customer c WHERE id = ?");
        sections.put("addresses", "SELECT to_json(a) FROM customer_address a WHERE customer = ? ORDER BY type, value");
        sections.put("suppressions", """
                SELECT to_json(s) FROM suppression s JOIN customer_address a ON s.type = a.type AND s.value = a.value
                WHERE a.customer = ?""");
        sections.put("stops", """
                SELECT to_json(s) FROM stopped s JOIN customer_address a ON s.type = a.type AND s.value = a.value
                WHERE a.customer = ?""");
        sections.put("segments", "SELECT to_json(s) FROM customer_segment s WHERE customer = ? ORDER BY segment");
        sections.put("preferences", "SELECT to_json(p) FROM preference p WHERE customer = ?");
        sections.put("channel_orders", "SELECT to_json(o) FROM channel_order o WHERE customer = ? ORDER BY category");
        sections.put("habits", "SELECT to_json(h) FROM habit h WHERE customer = ? ORDER BY channel, hour");
        sections.put("declined_proposals", "SELECT to_json(d) FROM declined_proposal d WHERE customer = ?");
        sections.put("consents", "SELECT to_json(c) FROM consent c WHERE customer = ? ORDER BY id");
        sections.put("notifications", "SELECT to_json(n) FROM notification n WHERE customer = ? ORDER BY id");
        sections.put("deliveries", """
                SELECT to_json(d) FROM delivery d JOIN notification n ON n.id = d.notification
                WHERE n.customer = ? ORDER BY d.started_at, d.number""");
        return sections;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Everything notification-service keeps of one person", description = "Addresses, preferences, "
            + "consents, what was sent and how it went.")
    public Response export(@PathParam("customer") String customer, @Context SecurityContext caller) {
        return export.of(customers.referred(customer), SECTIONS, caller);
    }
}
