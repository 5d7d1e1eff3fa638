package contacthub.contact.attachment;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much is kept of what comes with a contact: {@code hub.attachments.…}; 0 keeps nothing. */
@ConfigMapping(prefix = "hub.attachments")
interface AttachmentLimits {

    /** The largest file that is kept. */
    @WithDefault("5M")
    MemorySize largestFile();

    /** How much is kept of one contact altogether. */
    @WithDefault("10M")
    MemorySize largestContact();
}
