package contacthub.contact.channel.mail;

import java.time.Instant;
import java.util.List;

/**
 * One letter as it was read.
 *
 * @param kind what it is to us
 * @param from the sender's address, null where there is none that can be read
 * @param date when it was written, else when the last server got it; null where neither can be read
 * @param answers Message-IDs of the letters it answers, the eldest first; the last is the one it answers itself
 * @param text what the sender newly wrote
 * @param fullText the whole of it with quotations and signature, the same as text where there are none
 * @param fingerprint the same for every copy of the same letter
 * @param bounce what came back, where it is a bounce
 */
record Mail(Kind kind, String from, String name, String subject, Instant date, String messageId, List<String> answers,
        String text, String fullText, List<Enclosure> attachments, String fingerprint, Bounce bounce) {

    /** What a letter is to us. */
    enum Kind {
        /** A person wrote. */
        CONTACT,
        /** A machine wrote in somebody's name: never answered by a machine of ours (RFC 3834). */
        AUTOMATIC,
        /** Something we sent did not arrive. */
        BOUNCE,
        /** A report that something is late, was read or is unwanted: neither contact nor failure. */
        REPORT
    }
}
