package contacthub.contact.attachment;

import java.util.UUID;

/**
 * What becomes of a file that came with a contact.
 *
 * @param notKept why its bytes are not kept, null where they are
 */
public record Filed(UUID id, Brought file, String notKept) {

    /** Where operators get it. */
    public String link() {
        return Attachments.PATH + "/" + id;
    }
}
