package contacthub.notification.channel.email;

import java.io.UnsupportedEncodingException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;

import io.quarkus.mailer.Mail;

import contacthub.notification.channel.Message;
import contacthub.notification.customer.Customers;

/** Makes letters of messages: as text and as HTML, threaded, marked as automatic, easy to unsubscribe from. */
final class Composing {

    private static final Pattern MESSAGE_ID = Pattern.compile("<[\\x21-\\x3b\\x3d\\x3f-\\x7e]{3,250}>");
    private static final String CHARSET = "UTF-8";
    /** The last line of letters that can be unsubscribed from, by language. */
    private static final Map<String, String> WAY_OUT = Map.of("ru", "Не присылать таких писем: ", "en",
            "No more letters like this: ");

    private final InternetAddress from;
    private final Optional<String> bounces;
    private final Optional<String> unsubscribe;

    /** With settings that are wrong it does not even start. */
    Composing(String from, EmailSettings settings) {
        this.from = address("quarkus.mailer.from", from);
        this.bounces = settings.bounces().map(one -> address("hub.email.bounces", one).getAddress());
        this.unsubscribe = settings.unsubscribe().map(one -> address("hub.email.unsubscribe", one).getAddress());
    }

    private static InternetAddress address(String setting, String said) {
        try {
            InternetAddress address = new InternetAddress(said, true);
            address.setPersonal(address.getPersonal(), CHARSET);
            if (address.getAddress().indexOf('@') > 0) {
                return address;
            }
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException(setting + "=" + said + " is not an e-mail address", e);
        }
        throw new IllegalArgumentException(setting + "=" + said + " has no domain");
    }

    /** Our Message-ID of a notification; bounces and answers are known again by it. */
    String id(Message message) {
        return "<" + message.id() + from.getAddress().substring(from.getAddress().lastIndexOf('@')) + ">";
    }

    Mail letter(Message message) {
        String language = Customers.languageOf(message.text()).orElse("");
        String text = message.text() + wayOut(message, language);
        Mail mail = Mail.withText(message.to().value(), null, text).setHtml(HtmlPart.of(text, language))
                .addHeader("From", folded("From: ", from.toString()))
                .addHeader("Subject", subject(message.subject()))
                .addHeader("Message-ID", id(message));
        bounces.ifPresent(address -> mail.setBounceAddress(returning(address, message)));
        answered(message).ifPresent(id -> mail.addHeader("In-Reply-To", id).addHeader("References", id));
        if (message.automatic()) {
            mail.addHeader("Auto-Submitted", message.unsubscribe().isPresent() ? "auto-generated" : "auto-replied");
        }
        message.unsubscribe().ifPresent(link -> offer(mail, link));
        return mail;
    }

    private static String wayOut(Message message, String language) {
        return message.unsubscribe()
                .map(link -> "\n\n" + WAY_OUT.getOrDefault(language, WAY_OUT.get("en")) + link).orElse("");
    }

    /** The mail program's own button (RFC 2369, 3.2), by one click where the link is encrypted (RFC 8058, 3.1). */
    private void offer(Mail mail, String link) {
        String ways = "<" + link + ">";
        mail.addHeader("List-Unsubscribe", unsubscribe
                .map(address -> ways + ",\n <mailto:" + address + "?subject=STOP&body=STOP>").orElse(ways));
        if (link.startsWith("https://")) {
            mail.addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    private static String returning(String bounces, Message message) {
        int at = bounces.lastIndexOf('@');
        return bounces.substring(0, at) + "+" + message.id() + bounces.substring(at);
    }

    private static String subject(String subject) {
        if (subject == null) {
            return "";
        }
        try {
            return folded("Subject: ", MimeUtility.encodeText(subject.replaceAll("\\p{Cntrl}+", " "), CHARSET, null));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JDK has " + CHARSET, e);
        }
    }

    /** In lines of 76 characters (RFC 5322, 2.1.1); Vert.x' mail client ends them itself. */
    private static String folded(String field, String value) {
        return MimeUtility.fold(field.length(), value).replace("\r\n", "\n");
    }

    /** The Message-ID this answers, where what is known of it is one. */
    private static Optional<String> answered(Message message) {
        return Optional.ofNullable(message.inReplyTo()).filter(Composing::isMessageId)
                .or(() -> Optional.ofNullable(message.thread()).filter(Composing::isMessageId));
    }

    private static boolean isMessageId(String id) {
        return MESSAGE_ID.matcher(id).matches();
    }
}
