package contacthub.contact.channel.mail;

import java.util.ArrayList;
import java.util.List;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/** The parts of a letter (RFC 2045–2049): what is text to read, what came attached, what a mail server reports. */
final class Body {

    static final int LARGEST_TEXT = 1024 * 1024;
    private static final int MOST_PARTS = 200;
    private static final int DEEPEST = 12;
    private static final int MOST_ATTACHMENTS = 50;

    private final StringBuilder text = new StringBuilder();
    private final List<Enclosure> attachments = new ArrayList<>();
    /** What mail servers report (RFC 3464), and what they send back of the letter, as text. */
    private final StringBuilder status = new StringBuilder();
    private final StringBuilder returned = new StringBuilder();
    private boolean report;
    private int parts;

    private Body() {
    }

    static Body of(MimeMessage message) throws MessagingException {
        var body = new Body();
        body.add(new MimePart(message), "", 0);
        return body;
    }

    /** What there is to read, with {@code \n} as line end. */
    String text() {
        return Charsets.storable(text.toString().replace("\r\n", "\n").replace('\r', '\n')).strip();
    }

    /** What came attached. */
    List<Enclosure> attachments() {
        return List.copyOf(attachments);
    }

    /** The fields of a delivery status part, empty where there is none. */
    String status() {
        return status.toString();
    }

    /** What is enclosed of other letters: in a report, of the letter that it is about; empty where nothing is. */
    String returned() {
        return returned.toString();
    }

    /** Whether it is a report of any kind (RFC 6522). */
    boolean isReport() {
        return report;
    }

    private void add(MimePart part, String section, int depth) throws MessagingException {
        if (++parts > MOST_PARTS) {
            return;
        }
        String type = part.type();
        String own = section.isEmpty() ? "1" : section;
        if (type.startsWith("multipart/") && depth < DEEPEST && addAll(part, type, section, depth)) {
            return;
        }
        if (type.equals("message/delivery-status") || type.equals("message/global-delivery-status")) {
            report = true;
            status.append(part.decoded(null)).append('\n');
        } else if (type.equals("message/disposition-notification") || type.equals("message/feedback-report")) {
            report = true;
        } else if (report && (type.startsWith("message/") || type.equals("text/rfc822-headers"))) {
            returned.append(part.decoded(null)).append('\n');
        } else if (type.equals("message/rfc822")) {
            returned.append(part.decoded(null)).append('\n');
            attach(part, own);
        } else if (part.isText()) {
            append(part.text());
        } else {
            attach(part, own);
        }
    }

    private void attach(MimePart part, String section) throws MessagingException {
        if (attachments.size() < MOST_ATTACHMENTS) {
            attachments.add(part.enclosure(section));
        }
    }

    /** False where it says it has parts, but has none that can be found. */
    private boolean addAll(MimePart part, String type, String section, int depth) throws MessagingException {
        List<MimePart> children = part.children(MOST_PARTS - parts);
        if (children.isEmpty()) {
            return false;
        }
        report |= type.equals("multipart/report");
        if (type.equals("multipart/alternative")) {
            addBest(children, section, depth);
            return true;
        }
        for (int i = 0; i < children.size(); i++) {
            add(children.get(i), below(section, i), depth + 1);
        }
        return true;
    }

    /** Of the same said several times, the plain text where there is any; what is attached of all. */
    private void addBest(List<MimePart> children, String section, int depth) throws MessagingException {
        StringBuilder best = null;
        for (int i = 0; i < children.size(); i++) {
            var one = new Body();
            one.parts = parts;
            one.add(children.get(i), below(section, i), depth + 1);
            parts = one.parts;
            attachments.addAll(one.attachments.stream().limit(MOST_ATTACHMENTS - attachments.size()).toList());
            status.append(one.status);
            returned.append(one.returned);
            report |= one.report;
            if (best == null || best.toString().isBlank()) {
                best = one.text;
            }
        }
        append(best.toString());
    }

    private static String below(String section, int index) {
        return section.isEmpty() ? Integer.toString(index + 1) : section + "." + (index + 1);
    }

    private void append(String more) {
        if (!more.isBlank() && text.length() < LARGEST_TEXT) {
            text.append(text.isEmpty() || text.charAt(text.length() - 1) == '\n' ? "" : "\n").append(more);
        }
    }
}
