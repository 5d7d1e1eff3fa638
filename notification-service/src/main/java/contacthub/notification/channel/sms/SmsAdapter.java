package contacthub.notification.channel.sms;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;

import contacthub.notification.channel.Adapter;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;

/** Sends short messages by the one gateway that is configured; two would be two chances to send one message twice. */
@ApplicationScoped
class SmsAdapter implements Adapter {

    private final Optional<SmsGateway> gateway;

    SmsAdapter(@All List<SmsGateway> gateways) {
        List<SmsGateway> configured = gateways.stream().filter(SmsGateway::isConfigured).toList();
        if (configured.size() > 1) {
            throw new IllegalArgumentException("set hub.sms.smpp.host or hub.sms.http.url, not both");
        }
        this.gateway = configured.stream().findFirst();
    }

    @Override
    public String channel() {
        return "sms";
    }

    @Override
    public boolean isConfigured() {
        return gateway.isPresent();
    }

    @Override
    public Outcome send(Message message) {
        return gateway.map(one -> one.send(message)).orElseGet(() -> new Outcome.PermanentFailure(
                Outcome.NOT_CONFIGURED, "neither hub.sms.smpp.host nor hub.sms.http.url is set"));
    }
}
