package contacthub.notification.channel.sms.kannel;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The part of Kannel's {@code sendsms} interface that we use (its user's guide, "Using the HTTP interface"). */
@RegisterRestClient(configKey = "kannel")
interface SendSms {

    /**
     * Sends a text, which Kannel splits itself.
     *
     * @param coding 0 for the default alphabet, 2 for UCS-2
     * @param dlrMask the sum of what it is to call {@code dlrUrl} for: 1 delivered, 2 not delivered, 16 refused
     */
    @GET
    Response send(@QueryParam("username") String user, @QueryParam("password") String password,
            @QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("text") String text,
            @QueryParam("coding") int coding, @QueryParam("charset") String charset,
            @QueryParam("dlr-mask") Integer dlrMask, @QueryParam("dlr-url") String dlrUrl);
}
