package contacthub.notification.channel.vk;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The part of VK's API that we use. */
@RegisterRestClient(configKey = "vk")
interface VkApi {

    /** Sends a text to a peer; a random_id that was used before sends nothing and answers the same id. */
    @POST
    @Path("/method/messages.send")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    Response send(@FormParam("access_token") String token, @FormParam("v") String version,
            @FormParam("peer_id") String peer, @FormParam("random_id") int random, @FormParam("message") String text);
}
