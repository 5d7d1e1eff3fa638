package contacthub.contact.attachment;

/**
 * A file that came with a contact, before it is known whether it is kept.
 *
 * @param part tells it from the others of the same contact
 * @param name as it is shown and saved, null where it has none; see {@link FileName}
 * @param flaw why its bytes are no use, null where they are whole
 */
public record Brought(String part, String name, String mediaType, byte[] bytes, String flaw) {}
