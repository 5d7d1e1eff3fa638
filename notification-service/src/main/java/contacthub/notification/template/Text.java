package contacthub.notification.template;

/**
 * What the customer reads.
 *
 * @param subject where the channel has one
 * @param template the version it was rendered from, such as {@code reply/any/email/ru@3}
 */
public record Text(String subject, String body, String template) {}
