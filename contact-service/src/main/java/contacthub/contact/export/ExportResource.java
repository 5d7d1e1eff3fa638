package contacthub.contact.export;

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

import contacthub.contact.identity.CustomerRef;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.PersonalExport;

/** What contact-service keeps of one person. */
@Path("/api/v1/customers/" + CustomerRef.PATH + "/export")
@RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "privacy")
class ExportResource {

    private static final Map<String, String> SECTIONS = sections();

    private final CustomerRef refs;
    private final PersonalExport export;

    ExportResource(CustomerRef refs, PersonalExport export) {
        this.refs = refs;
        this.export = export;
    }

    private static Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("profile", "SELECT to_json(c) FROM customer c WHERE id = ?");
        sections.put("addresses", "SELECT to_json(a) FROM address a WHERE customer_id = ? ORDER BY created_at, id");
        sections.put("conversations", """
                SELECT to_jsonb(c) - 'course' FROM conversation c
                WHERE address_id IN (SELECT id FROM address WHERE customer_id = ?) ORDER BY opened_at, id""");
        sections.put("clocks", """
                SELECT to_json(s) FROM sla_clock s
                WHERE address_id IN (SELECT id FROM address WHERE customer_id = ?) ORDER BY started_at, id""");
        sections.put("agenda", """
                SELECT to_json(i) FROM agenda_item i
                WHERE address_id IN (SELECT id FROM address WHERE customer_id = ?) ORDER BY due_at, id""");
        sections.put("timeline", """
                SELECT to_json(e) FROM timeline_entry e
                WHERE address_id IN (SELECT id FROM address WHERE customer_id = ?) ORDER BY occurred_at, id""");
        sections.put("attachments", """
                SELECT json_build_object('id', f.id, 'entry', f.entry_id, 'name', f.name, 'media_type', f.media_type,
                    'size', f.size, 'url', '/api/v1/attachments/' || f.id)
                FROM timeline_entry e JOIN attachment f ON f.entry_id = e.id
                WHERE f.digest IS NOT NULL AND e.address_id IN (SELECT id FROM address WHERE customer_id = ?)
                ORDER BY f.entry_id, f.id""");
        return sections;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Everything contact-service keeps of one person", description = "Profile, addresses, "
            + "conversations, clocks with promises, agenda items, the whole timeline, and links to the files that came with it.")
    public Response export(@PathParam("ref") String ref, @Context SecurityContext caller) {
        return export.of(refs.customer(ref), SECTIONS, caller);
    }
}
