package contacthub.notification.channel.sms.smpp;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The SMSC we bind to as transceiver. */
@ConfigMapping(prefix = "hub.sms.smpp")
interface SmppSettings {

    /** Where it is; without, SMPP is not used. */
    Optional<String> host();

    /** Its port. */
    @WithDefault("2775")
    int port();

    /** Whether it wants TLS from the first octet on. */
    @WithDefault("false")
    boolean tls();

    /** Who we are there. */
    Optional<String> systemId();

    /** At most 8 characters, as SMPP has it. */
    Optional<String> password();

    /** Few SMSCs want one. */
    Optional<String> systemType();

    /** Whom customers see: a number, a short code, or up to 11 letters; without, the SMSC chooses. */
    Optional<String> sender();

    /** How long the line may be idle before we ask whether it is there. */
    @WithDefault("30s")
    Duration enquireLink();

    /** How long we wait for each answer. */
    @WithDefault("10s")
    Duration responseWithin();

    /** Bits of the reference that tells messages of several parts apart: 8 or 16. */
    @WithDefault("8")
    int referenceBits();

    /** The most parts of one message; longer texts are refused. */
    @WithDefault("10")
    int mostParts();

    /** How the SMSC writes ids of messages in answers and in receipts. */
    @WithDefault("same")
    MessageIds messageIds();

    /** Refuses what could never work, at the start; answers itself. */
    default SmppSettings checked() {
        if (host().isPresent() && systemId().isEmpty()) {
            throw new IllegalArgumentException("hub.sms.smpp.system-id must be set where hub.sms.smpp.host is");
        }
        if (port() < 1 || port() > 65_535) {
            throw new IllegalArgumentException("hub.sms.smpp.port must be between 1 and 65535");
        }
        if (referenceBits() != 8 && referenceBits() != 16) {
            throw new IllegalArgumentException("hub.sms.smpp.reference-bits must be 8 or 16");
        }
        if (mostParts() < 1 || mostParts() > 255) {
            throw new IllegalArgumentException("hub.sms.smpp.most-parts must be between 1 and 255");
        }
        if (password().filter(password -> password.length() > 8).isPresent()) {
            throw new IllegalArgumentException("hub.sms.smpp.password has more than the 8 characters of SMPP 3.4");
        }
        if (responseWithin().toMillis() < 100 || responseWithin().toSeconds() > 20) {
            throw new IllegalArgumentException("hub.sms.smpp.response-within must be between 100ms and 20s");
        }
        if (enquireLink().toMillis() < 100) {
            throw new IllegalArgumentException("hub.sms.smpp.enquire-link must be at least 100ms");
        }
        return this;
    }
}
