package contacthub.notification.channel.viber;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The part of Viber's REST API for bots that we use. */
@RegisterRestClient(configKey = "viber")
interface ViberApi {

    /** Sends a text to a subscriber. */
    @POST
    @Path("/pa/send_message")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Response send(@HeaderParam("X-Viber-Auth-Token") String token, Text message);

    /** A text, to whom and in whose name; callbacks about it bring the tracking data back. */
    record Text(String receiver, Sender sender, String trackingData, String type, String text) {}

    /** Who it is from, at most 28 characters. */
    record Sender(String name) {}
}
