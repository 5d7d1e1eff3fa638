package contacthub.contact.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import contacthub.contact.identity.Identified;
import contacthub.contact.identity.NormalAddress;

/**
 * One contact or answer, as the matter it belongs to sees it.
 *
 * @param event the id of its timeline entry
 * @param cause the id of the event itself, for what it leads to
 * @param answer true when a person of the company wrote to the customer
 * @param at when it happened, or when we took it where that cannot be trusted
 * @param fresh recent enough to be acknowledged, and not written by a machine
 * @param conversation the one it is known to answer, null where nothing says so
 * @param waiting whether it is the customer's turn after this answer
 * @param letters how many letters and digits an answer has, nothing where nobody knows what it said
 * @param said what kind of word a contact is
 */
public record Exchange(UUID event, String cause, Identified who, boolean answer, String channel, String thread,
        String kind,
        String subject, String language, List<NormalAddress> addresses, String operator, Instant at, boolean fresh,
        UUID conversation, boolean waiting, Integer letters, Said said) {

    /** One after which it is not the customer's turn. */
    public Exchange(UUID event, String cause, Identified who, boolean answer, String channel, String thread,
            String kind,
            String subject, String language, List<NormalAddress> addresses, String operator, Instant at, boolean fresh,
            UUID conversation) {
        this(event, cause, who, answer, channel, thread, kind, subject, language, addresses, operator, at, fresh,
                conversation, false, null, Said.WORDS);
    }

    /** One of which nothing says which conversation it answers. */
    public Exchange(UUID event, String cause, Identified who, boolean answer, String channel, String thread,
            String kind,
            String subject, String language, List<NormalAddress> addresses, String operator, Instant at,
            boolean fresh) {
        this(event, cause, who, answer, channel, thread, kind, subject, language, addresses, operator, at, fresh, null);
    }

    /** The same, written in these words. */
    public Exchange saying(String text) {
        Integer length = text == null ? null : (int) text.codePoints().filter(Character::isLetterOrDigit).count();
        return new Exchange(event, cause, who, answer, channel, thread, kind, subject, language, addresses, operator,
                at,
                fresh, conversation, waiting, length, said);
    }

    /** What kind of word a contact is: any, no more than a yes, or that of a machine. */
    public enum Said {
        WORDS, YES, MACHINE
    }

    /** The same contact, being a word of this kind. */
    public Exchange as(Said kindOfWord) {
        return new Exchange(event, cause, who, answer, channel, thread, kind, subject, language, addresses, operator,
                at,
                fresh, conversation, waiting, letters, kindOfWord);
    }

    boolean isByMachine() {
        return said == Said.MACHINE;
    }
}
