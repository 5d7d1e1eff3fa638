package contacthub.notification.channel.email;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Our own addresses on letters, beside whom they are from. */
@ConfigMapping(prefix = "hub.email")
interface EmailSettings {

    /**
     * Where letters that cannot be delivered are returned to. Each is sent from an address of its own, this one with the
     * notification's id behind a plus sign (VERP), so the mail server must deliver these too. Without, they return to
     * {@code quarkus.mailer.bounce-address} or the sender.
     */
    Optional<String> bounces();

    /** Where mail programs that know no links may write to unsubscribe; without, they cannot. */
    Optional<String> unsubscribe();
}
