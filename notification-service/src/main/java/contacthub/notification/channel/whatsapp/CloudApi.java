package contacthub.notification.channel.whatsapp;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The part of the WhatsApp Cloud API that we use. */
@RegisterRestClient(configKey = "whatsapp")
interface CloudApi {

    /** Sends a text from one of our numbers. */
    @POST
    @Path("/{version}/{number}/messages")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Response send(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("version") String version,
            @PathParam("number") String number, Text message);

    /** A text, to whom, and the message it answers. */
    record Text(String messagingProduct, String recipientType, String to, String type, Body text, Context context) {}

    /** The words; links in them are not looked up. */
    record Body(boolean previewUrl, String body) {}

    /** The message it answers, by its id. */
    record Context(String messageId) {}
}
