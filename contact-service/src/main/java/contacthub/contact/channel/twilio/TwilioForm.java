package contacthub.contact.channel.twilio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import contacthub.contact.channel.CleanText;
import contacthub.contact.channel.Message;
import contacthub.contact.channel.Said;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact.Attachment;

/** One form of Twilio: a message to a number of ours, or the status of a message of ours. It has no time. */
final class TwilioForm {

    /** What is neither a message nor a status of one, and messages that say nothing. */
    static final Set<String> KINDS = Set.of("message.without_content", "no_message");

    private static final Set<String> RECEIPTS = Set.of("accepted", "scheduled", "queued", "sending", "sent",
            "delivered", "undelivered", "failed", "read", "canceled");
    private static final String WHATSAPP = "whatsapp:";
    private static final int MOST_FILES = 10;

    private final Map<String, List<String>> fields;

    TwilioForm(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** What it says. */
    Said said() {
        String id = either("MessageSid", "SmsSid");
        if (RECEIPTS.contains(either("MessageStatus", "SmsStatus"))) {
            return Said.Receipt.counted();
        }
        if (id.isBlank() || field("From").isBlank()) {
            return new Said.Unused("no_message");
        }
        if (field("Body").isBlank() && attachments().isEmpty()) {
            return new Said.Unused("message.without_content");
        }
        Address from = from();
        String channel = from.type().equals("phone") ? "sms" : from.type();
        return new Said.Wrote(Message.of(id, channel, from, field("Body"), field("To"), null).with(attachments()));
    }

    /** Twilio passes on WhatsApp too; its id is the number without a plus, as WhatsApp itself has it. */
    private Address from() {
        String from = field("From");
        return from.startsWith(WHATSAPP)
                ? new Address("whatsapp", from.substring(WHATSAPP.length()).replace("+", ""), told("ProfileName"))
                : Address.of("phone", from);
    }

    private List<Attachment> attachments() {
        List<Attachment> attachments = new ArrayList<>();
        for (int i = 0; i < MOST_FILES && !field("MediaUrl" + i).isBlank(); i++) {
            attachments.add(new Attachment(null, told("MediaContentType" + i), field("MediaUrl" + i), null));
        }
        return attachments;
    }

    private String told(String name) {
        return field(name).isBlank() ? null : field(name);
    }

    private String either(String name, String older) {
        return field(name).isBlank() ? field(older) : field(name);
    }

    private String field(String name) {
        List<String> values = fields.get(name);
        return values == null ? "" : CleanText.of(values.get(0));
    }
}
