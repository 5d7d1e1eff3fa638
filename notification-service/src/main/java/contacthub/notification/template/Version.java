package contacthub.notification.template;

import java.time.Instant;

/**
 * One version of a template, which never changes.
 *
 * @param number from 1; 0 is the text that ships
 * @param subject where the channel has one
 * @param operator who wrote it; nothing where it ships
 */
record Version(TemplateKey key, int number, String subject, String text, Instant writtenAt, String operator) {

    /** What notifications say of the text they were rendered from, such as {@code reply/any/email/ru@3}. */
    String label() {
        return key.path() + "@" + number;
    }
}
