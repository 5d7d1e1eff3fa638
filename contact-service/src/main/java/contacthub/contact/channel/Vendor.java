package contacthub.contact.channel;

import java.util.Optional;
import java.util.Set;

/** One vendor's webhook: how it proves who it is, and what it says. */
public interface Vendor {

    /** The channel in the webhook's path, a word of {@code Channel}. */
    String channel();

    /**
     * Whether the vendor sent this, for an account we know; false where we know no secret of that account. A body whose
     * proof is inside and cannot be read is a problem, which the caller takes for no proof.
     */
    boolean sent(Callback callback);

    /** What an authentic request says; a 400 problem where its body cannot be read. */
    Told read(Callback callback);

    /** The kinds that are counted by their name where we do not use them; all others are counted as unknown. */
    Set<String> kinds();

    /** The token by which the vendor proves itself when it asks for a challenge by GET; nothing where it never does. */
    default Optional<String> verifyToken(String account) {
        return Optional.empty();
    }
}
