package contacthub.notification.channel.sms.kannel;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The HTTP gateway we send by. */
@ConfigMapping(prefix = "hub.sms.http")
interface KannelSettings {

    /** Its {@code sendsms}, as {@code http://127.0.0.1:13013/cgi-bin/sendsms}; without, no HTTP gateway is used. */
    Optional<URI> url();

    /** The {@code sendsms-user} we are there. */
    Optional<String> user();

    /** Its password. */
    Optional<String> password();

    /** Whom customers see; without, the gateway chooses. */
    Optional<String> sender();

    /** Where the gateway reaches this service, for receipts; without, messages end as sent. */
    Optional<URI> callbackUrl();

    /** Refuses what could never work, at the start; answers itself. */
    default KannelSettings checked() {
        if (url().isPresent() && (user().isEmpty() || password().isEmpty())) {
            throw new IllegalArgumentException(
                    "hub.sms.http.user and hub.sms.http.password must be set where hub.sms.http.url is");
        }
        if (!isHttp(url()) || !isHttp(callbackUrl())) {
            throw new IllegalArgumentException("hub.sms.http.url and hub.sms.http.callback-url must be HTTP URLs");
        }
        return this;
    }

    private static boolean isHttp(Optional<URI> url) {
        return url.isEmpty() || url.get().getHost() != null
                && ("http".equals(url.get().getScheme()) || "https".equals(url.get().getScheme()));
    }
}
