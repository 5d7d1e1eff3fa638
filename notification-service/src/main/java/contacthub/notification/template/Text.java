package contacthub.notification.template;

/** What the customer reads: the subject where the channel has one, and the text. */
public record Text(String subject, String body) {}
