package contacthub.contact.attachment;

import java.util.Set;

/** A kept file as it is given out. */
record KeptFile(String name, String mediaType, byte[] bytes) {

    /** What a browser only shows, never runs; anything else is bytes to be saved. */
    private static final Set<String> INERT = Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "audio/mpeg",
            "audio/ogg", "video/mp4", "application/pdf", "application/zip");

    /** The media type it is given out as, whatever its sender called it. */
    String safeType() {
        return INERT.contains(mediaType) ? mediaType : "application/octet-stream";
    }
}
