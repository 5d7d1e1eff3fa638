package contacthub.notification.channel.sms;

import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;

/** One kind of way to the mobile networks. */
public interface SmsGateway {

    /** Whether it has been told where to send. */
    boolean isConfigured();

    /** Hands a message over, as {@link contacthub.notification.channel.Adapter#send} wants it. */
    Outcome send(Message message);
}
