package contacthub.contact.channel;

import java.util.List;

/**
 * What one request of a vendor says, in its order, and what the vendor waits to hear.
 *
 * @param answer the body of our answer, null where the status says enough
 * @param mediaType of the answer
 */
public record Told(List<Said> said, String answer, String mediaType) {

    /** Answered by the status alone. */
    public static Told of(List<Said> said) {
        return new Told(said, null, null);
    }

    /** Something we do not use, answered with this plain text. */
    public static Told answering(String kind, String answer) {
        return of(List.of(new Said.Unused(kind))).answer(answer);
    }

    /** The same, answered with this plain text. */
    public Told answer(String text) {
        return new Told(said, text, "text/plain");
    }
}
