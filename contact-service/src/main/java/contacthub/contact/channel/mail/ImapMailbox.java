package contacthub.contact.channel.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;

import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;

/** The connection to one mailbox (RFC 9051), open for reading only; any thread may close it. */
final class ImapMailbox {

    private static final int CONNECT_MILLIS = 10_000;
    /** A server that says nothing for that much longer than we ask it is gone. */
    private static final int SILENCE_MILLIS = 30_000;
    private static final int PIECE = 256 * 1024;

    private final MailAccounts.Account settings;
    private final IMAPStore store;
    private volatile IMAPFolder folder;

    ImapMailbox(MailAccounts.Account settings) throws MessagingException {
        this.settings = settings;
        this.store = (IMAPStore) Session.getInstance(properties()).getStore("imap");
    }

    /** Connects and opens its folder. */
    void open() throws MessagingException {
        store.connect(settings.host(), settings.port().orElse(isImplicit() ? 993 : 143), settings.user(),
                settings.password());
        var opened = (IMAPFolder) store.getFolder(settings.folder());
        opened.open(Folder.READ_ONLY);
        folder = opened;
    }

    boolean isOpen() {
        return folder != null && store.isConnected();
    }

    void close() throws MessagingException {
        store.close();
    }

    /** Which numbering of letters counts (RFC 9051, 2.3.1.1). */
    long validity() throws MessagingException {
        return folder.getUIDValidity();
    }

    /** How many letters there are; ends a wait. */
    int count() throws MessagingException {
        return folder.getMessageCount();
    }

    /** Whether the server says by itself that a letter came (RFC 2177). */
    boolean idles() throws MessagingException {
        return store.hasCapability("IDLE");
    }

    /** Waits until it does. */
    void idle() throws MessagingException {
        folder.idle(true);
    }

    /** The letters from that number on; of a range behind the last one, the last one. */
    Message[] from(long uid) throws MessagingException {
        return folder.getMessagesByUID(uid, UIDFolder.LASTUID);
    }

    /** The letter of that number, null where it is gone. */
    Message at(long uid) throws MessagingException {
        return folder.getMessageByUID(uid);
    }

    long uid(Message message) throws MessagingException {
        return folder.getUID(message);
    }

    /**
     * The letter as it lies there, up to the largest that is read, without marking it as seen. Its bytes only: what Angus
     * reads of the server's own parse of broken letters fails.
     */
    static byte[] bytes(Message message) throws MessagingException, IOException {
        var letter = (IMAPMessage) message;
        letter.setPeek(true);
        try (InputStream stream = letter.getMimeStream()) {
            return stream.readNBytes(MailReader.LARGEST);
        }
    }

    private boolean isImplicit() {
        return settings.tls() == MailAccounts.Tls.IMPLICIT;
    }

    private Properties properties() {
        var properties = new Properties();
        properties.put("mail.imap.ssl.enable", Boolean.toString(isImplicit()));
        properties.put("mail.imap.ssl.checkserveridentity", "true");
        properties.put("mail.imap.starttls.enable", Boolean.toString(settings.tls() == MailAccounts.Tls.STARTTLS));
        properties.put("mail.imap.starttls.required", Boolean.toString(settings.tls() == MailAccounts.Tls.STARTTLS));
        properties.put("mail.imap.connectiontimeout", Integer.toString(CONNECT_MILLIS));
        properties.put("mail.imap.timeout", Long.toString(settings.refresh().toMillis() + SILENCE_MILLIS));
        properties.put("mail.imap.writetimeout", Integer.toString(CONNECT_MILLIS));
        properties.put("mail.imap.fetchsize", Integer.toString(PIECE));
        return properties;
    }
}
