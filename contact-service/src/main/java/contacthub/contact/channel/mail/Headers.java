package contacthub.contact.channel.mail;

import java.util.Optional;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;

/** The header fields of a letter or of one part of it. */
final class Headers {

    private final Part part;

    Headers(Part part) {
        this.part = part;
    }

    /** The first field of that name, one character a byte; none where it is empty. */
    Optional<String> raw(String name) {
        try {
            String[] values = part.getHeader(name);
            return values == null || values[0] == null || values[0].isBlank()
                    ? Optional.empty()
                    : Optional.of(values[0]);
        } catch (MessagingException e) {
            throw new IllegalStateException("a parsed header is gone", e);
        }
    }

    /** Whether there is a field of that name, be it empty. */
    boolean has(String name) {
        try {
            return part.getHeader(name) != null;
        } catch (MessagingException e) {
            throw new IllegalStateException("a parsed header is gone", e);
        }
    }

    /** The field as people read it, null where it is missing. */
    String text(String name) {
        return raw(name).map(HeaderText::decode).orElse(null);
    }
}
