package contacthub.notification.delivery;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.notification.customer.Customers;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestedId;

/** Everything we wrote or tried to write. */
@Path("/api/v1/notifications")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "notifications")
class NotificationsResource {

    private final Notifications notifications;
    private final Customers customers;

    NotificationsResource(Notifications notifications, Customers customers) {
        this.notifications = notifications;
        this.customers = customers;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Newest first, of one state or customer where asked")
    public Page<ShownNotification> page(@QueryParam("state") String state, @QueryParam("customer") String customer,
            @QueryParam("page[size]") String size, @QueryParam("page[after]") String after) {
        if (state != null && !State.names().contains(state)) {
            throw Problem.invalid("state", "must be one of " + State.names());
        }
        int limit = Page.size(size);
        UUID cursor = after == null ? null : RequestedId.of("page[after]", after);
        Whole of = customer == null ? null : customers.whole(customer);
        return Page.of(notifications.page(state, of == null ? null : of.parts(), cursor, limit + 1), limit,
                notification -> notification.id().toString(), self(state, of == null ? null : of.root()));
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "One notification with every attempt to deliver it")
    public ShownNotification one(@PathParam("id") String id) {
        return notifications.one(RequestedId.of("id", id))
                .orElseThrow(() -> Problem.notFound("There is no notification " + id + "."));
    }

    private static String self(String state, UUID customer) {
        String of = (state == null ? "" : "&state=" + state) + (customer == null ? "" : "&customer=" + customer);
        return "/api/v1/notifications" + (of.isEmpty() ? "" : "?" + of.substring(1));
    }
}
