package contacthub.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;

/** An e-mail as it arrived: what a person would read, and the message itself for everything else. */
public record Letter(String subject, List<String> from, List<String> to, String text, MimeMessage message) {

    static Letter read(byte[] bytes) {
        try {
            MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(bytes));
            return new Letter(message.getSubject(), addresses(message.getFrom()), addresses(message.getAllRecipients()),
                    text(message), message);
        } catch (MessagingException e) {
            throw new IllegalStateException("a letter that cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        try {
            return Optional.ofNullable(message.getHeader(name)).map(values -> values[0]);
        } catch (MessagingException e) {
            throw new IllegalStateException("a header that cannot be read: " + name, e);
        }
    }

    public boolean isTo(String address) {
        return to.stream().anyMatch(recipient -> recipient.contains(address));
    }

    private static List<String> addresses(Object[] addresses) {
        return addresses == null ? List.of() : Stream.of(addresses).map(Object::toString).toList();
    }

    /** All textual parts one after the other. */
    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/*")) {
            // Bounces have text/rfc822-headers, which is no text to Jakarta Mail.
            return part.getContent() instanceof String text
                    ? text
                    : new String(part.getInputStream().readAllBytes(), US_ASCII);
        }
        List<String> texts = new ArrayList<>();
        if (part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                BodyPart one = several.getBodyPart(i);
                texts.add(text(one));
            }
        }
        return String.join("\n", texts);
    }
}
