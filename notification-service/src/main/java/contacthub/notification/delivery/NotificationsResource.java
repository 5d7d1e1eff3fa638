package contacthub.notification.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.quarkus.security.identity.SecurityIdentity;

import contacthub.notification.customer.Customers;
import contacthub.notification.delivery.Notifications.Sought;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Requested;
import contacthub.runtime.web.RequestedId;
import contacthub.runtime.web.Storable;

/** Everything we wrote or tried to write. */
@Path("/api/v1/notifications")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "notifications")
class NotificationsResource {

    private final Notifications notifications;
    private final Customers customers;
    private final Writing writing;
    private final CallingOff callingOff;
    private final SendingAgain sendingAgain;
    private final SecurityIdentity caller;

    NotificationsResource(Notifications notifications, Customers customers, Writing writing, CallingOff callingOff,
            SendingAgain sendingAgain, SecurityIdentity caller) {
        this.notifications = notifications;
        this.customers = customers;
        this.writing = writing;
        this.callingOff = callingOff;
        this.sendingAgain = sendingAgain;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @RolesAllowed({ Roles.INTEGRATION, Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Write to a customer on the channel the decision names", description = "Held in quiet hours or "
            + "until send_at, suppressed where consent, a stop or a cap forbids it; state, reason and detail say which. "
            + "What cannot be delivered on one channel goes to the next that may be used.")
    public Response write(Writing.Letter letter) {
        ShownNotification written = writing.write(letter, caller.getPrincipal().getName());
        return Response.created(URI.create("/api/v1/notifications/" + written.id())).entity(written).build();
    }

    @POST
    @Idempotent
    @Path("/{id}/cancel")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Call off a notification that no gateway has yet")
    public ShownNotification cancel(@PathParam("id") String id) {
        return callingOff.cancel(RequestedId.of("id", id), caller.getPrincipal().getName());
    }

    @POST
    @Idempotent
    @Path("/{id}/redrive")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Send a failed notification again, as a new one that stands for it")
    public Response redrive(@PathParam("id") String id) {
        ShownNotification again = sendingAgain.again(RequestedId.of("id", id), caller.getPrincipal().getName());
        return Response.created(URI.create("/api/v1/notifications/" + again.id())).entity(again).build();
    }

    @POST
    @Idempotent
    @Path("/redrive")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Send failed notifications again, up to 500, the oldest first", description = "Of one channel, "
            + "reason or time where asked; those of which nobody knows whether they were sent only by their reason, "
            + "unknown.")
    public SendingAgain.Redriven redrive(SendingAgain.Which which) {
        return sendingAgain.again(which == null ? new SendingAgain.Which(null, null, null) : which,
                caller.getPrincipal().getName());
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Newest first, of one state, channel, reason or customer where asked", description = "Those "
            + "of state failed are the dead letters; reason unknown is for a person to look into.")
    public Page<ShownNotification> page(@QueryParam("state") String state, @QueryParam("channel") String channel,
            @QueryParam("reason") String reason, @QueryParam("customer") String customer,
            @QueryParam("page[size]") String size, @QueryParam("page[after]") String after) {
        Requested.word("state", State.names(), state);
        Storable.Check.parameter("channel", channel);
        Storable.Check.parameter("reason", reason);
        int limit = Page.size(size);
        UUID cursor = after == null ? null : RequestedId.of("page[after]", after);
        Whole of = customer == null ? null : customers.whole(customer);
        Sought sought = new Sought(state, channel, reason, of == null ? null : of.parts());
        return Page.of(notifications.page(sought, cursor, limit + 1), limit,
                notification -> notification.id().toString(), self(sought, of == null ? null : of.root()));
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "One notification with every attempt to deliver it")
    public ShownNotification one(@PathParam("id") String id) {
        return notifications.required(RequestedId.of("id", id));
    }

    private static String self(Sought sought, UUID customer) {
        StringBuilder of = new StringBuilder();
        parameter(of, "state", sought.state());
        parameter(of, "channel", sought.channel());
        parameter(of, "reason", sought.reason());
        parameter(of, "customer", customer);
        return "/api/v1/notifications" + (of.isEmpty() ? "" : "?" + of.substring(1));
    }

    private static void parameter(StringBuilder of, String name, Object value) {
        if (value != null) {
            of.append('&').append(name).append('=').append(URLEncoder.encode(value.toString(), UTF_8));
        }
    }
}
