package contacthub.contact.channel.mail;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** The mailboxes we read, by account name: {@code hub.mail.<account>.…}. */
@ConfigMapping(prefix = "hub.mail")
interface MailAccounts {

    /** Every mailbox; none in a default installation. */
    @WithParentName
    Map<String, Account> accounts();

    /** One mailbox. */
    interface Account {

        /** The IMAP server. */
        String host();

        /** Its port; 993 with TLS from the start, else 143. */
        OptionalInt port();

        /** Who signs in. */
        String user();

        /** With which password. */
        String password();

        /** How the connection is protected. */
        @WithDefault("implicit")
        Tls tls();

        /** The folder that is read. */
        @WithDefault("INBOX")
        String folder();

        /** The longest time without asking, though the server tells of new letters by itself (RFC 2177). */
        @WithDefault("60s")
        Duration refresh();
    }

    /** How a connection is protected (RFC 8314). */
    enum Tls {
        /** From the first byte. */
        IMPLICIT,
        /** By STARTTLS, which the server must offer. */
        STARTTLS,
        /** Not protected: for servers on the same machine. */
        NONE
    }
}
