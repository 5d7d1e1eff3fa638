package contacthub.contact.channel.mail;

import contacthub.contact.attachment.Brought;
import contacthub.contact.attachment.FileName;

/**
 * A file in a letter.
 *
 * @param section where in the letter it is (RFC 9051, 6.4.5.1)
 * @param size about how many bytes, null where the letter does not show it
 * @param whole false where the letter broke off in it
 */
record Enclosure(String name, String mediaType, String section, Long size, MimePart part, boolean whole) {

    /** The same, of which only the beginning was read. */
    Enclosure brokenOff() {
        return new Enclosure(name, mediaType, section, size, part, false);
    }

    /** Its bytes without their transfer encoding, under a name that harms nobody. */
    Brought brought() {
        byte[] bytes = whole ? part.content(MailReader.LARGEST, MailReader.LARGEST) : new byte[0];
        String flaw = whole ? null : "the letter is larger than " + MailReader.LARGEST + " bytes";
        return new Brought(section, FileName.harmless(name), mediaType, bytes, flaw);
    }
}
