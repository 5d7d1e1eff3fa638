package contacthub.notification.channel.telegram;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The part of the Telegram Bot API that we use. */
@RegisterRestClient(configKey = "telegram")
interface BotApi {

    /** Sends a text to a chat. */
    @POST
    @Path("/bot{token}/sendMessage")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Response sendMessage(@PathParam("token") @Encoded String token, SendMessage message);

    /**
     * A text and where it goes.
     *
     * @param chatId the number of a chat, or {@code @name} of a channel
     */
    record SendMessage(Object chatId, String text, ReplyParameters replyParameters) {}

    /** The message it answers; sent even where that one is gone. */
    record ReplyParameters(long messageId, boolean allowSendingWithoutReply) {}
}
