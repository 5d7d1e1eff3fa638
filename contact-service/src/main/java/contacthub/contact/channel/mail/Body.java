package contacthub.contact.channel.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;

/** The parts of a letter (RFC 2045–2049): what is text to read, what came attached, what a mail server reports. */
final class Body {

    private static final int LARGEST_TEXT = 1024 * 1024;
    private static final int MOST_PARTS = 200;
    private static final int DEEPEST = 12;
    private static final int MOST_ATTACHMENTS = 50;
    private static final int LONGEST_NAME = 255;
    private static final Pattern TYPE = Pattern.compile("\\s*([\\w.+-]{1,60}/[\\w.+-]{1,80})[\\s\\S]*");
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary\\s*=\\s*(?:\"([^\"\r\n]+)\"|([^\\s;]+))");

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
        body.add(message, "", 0);
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

    private void add(Part part, String section, int depth) throws MessagingException {
        if (++parts > MOST_PARTS) {
            return;
        }
        String type = type(part);
        String own = section.isEmpty() ? "1" : section;
        if (type.startsWith("multipart/") && depth < DEEPEST && addAll(part, type, section, depth)) {
            return;
        }
        if (type.equals("message/delivery-status") || type.equals("message/global-delivery-status")) {
            report = true;
            status.append(decoded(part, null)).append('\n');
        } else if (type.equals("message/disposition-notification") || type.equals("message/feedback-report")) {
            report = true;
        } else if (report && (type.startsWith("message/") || type.equals("text/rfc822-headers"))) {
            returned.append(decoded(part, null)).append('\n');
        } else if (type.equals("message/rfc822")) {
            returned.append(decoded(part, null)).append('\n');
            attach(part, type, own);
        } else if (isText(part, type)) {
            append(text(part, type));
        } else {
            attach(part, type, own);
        }
    }

    private void attach(Part part, String type, String section) throws MessagingException {
        if (attachments.size() < MOST_ATTACHMENTS) {
            attachments.add(attachment(part, type, section));
        }
    }

    /** False where it says it has parts, but has none that can be found. */
    private boolean addAll(Part part, String type, String section, int depth) throws MessagingException {
        List<Part> children = children(part, MOST_PARTS - parts);
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
    private void addBest(List<Part> children, String section, int depth) throws MessagingException {
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

    /** At most so many; what lies behind is not even looked at, since every part found costs time. */
    private static List<Part> children(Part part, int most) {
        try {
            byte[] raw = read(rawStream(part), MailReader.LARGEST);
            Optional<String> boundary = boundary(part);
            String type = boundary.map(found -> "multipart/mixed; boundary=\"" + found + "\"")
                    .orElse("multipart/mixed");
            int length = boundary.map(found -> lengthOf(raw, "--" + found, most + 1)).orElse(raw.length);
            var multipart = new MimeMultipart(new ByteArrayDataSource(new ByteArrayInputStream(raw, 0, length), type));
            List<Part> children = new ArrayList<>();
            for (int i = 0; i < Math.min(multipart.getCount(), most); i++) {
                children.add(multipart.getBodyPart(i));
            }
            return children;
        } catch (MessagingException | IOException e) {
            return List.of();
        }
    }

    /** The boundary only: the rest of the field is often broken, and a parser that minds it finds no parts. */
    private static Optional<String> boundary(Part part) {
        Matcher boundary = BOUNDARY.matcher(new Headers(part).raw("Content-Type").orElse(""));
        return boundary.find()
                ? Optional.of((boundary.group(1) == null ? boundary.group(2) : boundary.group(1)).replace("\\", ""))
                : Optional.empty();
    }

    /** How long these bytes are up to the line that begins the part after so many. */
    private static int lengthOf(byte[] bytes, String delimiter, int most) {
        byte[] line = delimiter.getBytes(ISO_8859_1);
        int found = 0;
        for (int i = 0; i + line.length <= bytes.length; i++) {
            if ((i == 0 || bytes[i - 1] == '\n') && Arrays.equals(bytes, i, i + line.length, line, 0, line.length)
                    && ++found > most) {
                return i;
            }
        }
        return bytes.length;
    }

    private void append(String more) {
        if (!more.isBlank() && text.length() < LARGEST_TEXT) {
            text.append(text.isEmpty() || text.charAt(text.length() - 1) == '\n' ? "" : "\n").append(more);
        }
    }

    private static boolean isText(Part part, String type) {
        String disposition = new Headers(part).raw("Content-Disposition").orElse("").strip().toLowerCase(Locale.ROOT);
        return (type.equals("text/plain") || type.equals("text/html") || type.equals("text/enriched"))
                && !disposition.startsWith("attachment") && name(part) == null;
    }

    private static String text(Part part, String type) {
        String label = parameter(new Headers(part).raw("Content-Type").orElse(""), "charset").orElse(null);
        String decoded = decoded(part, label);
        return type.equals("text/html") ? HtmlText.of(decoded) : decoded;
    }

    private static String decoded(Part part, String label) {
        return Charsets.decode(content(part, 2 * LARGEST_TEXT, LARGEST_TEXT), label);
    }

    /** The content without its transfer encoding, as far as it can be read. */
    static byte[] content(Part part, int mostEncoded, int most) {
        String encoding = new Headers(part).raw("Content-Transfer-Encoding").orElse("7bit").strip()
                .toLowerCase(Locale.ROOT);
        try {
            byte[] raw = read(rawStream(part), mostEncoded);
            if (encoding.startsWith("base64")) {
                return base64(raw);
            }
            return encoding.startsWith("quoted-printable") || encoding.contains("uu")
                    ? read(MimeUtility.decode(new ByteArrayInputStream(raw),
                            encoding.contains("uu") ? "uuencode" : "quoted-printable"), most)
                    : raw;
        } catch (MessagingException | IOException e) {
            return new byte[0];
        }
    }

    /** Fast where it is right (RFC 2045, 6.8), as far as it can be read where it is not. */
    private static byte[] base64(byte[] encoded) {
        try {
            return Base64.getMimeDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            return HeaderText.base64(new String(encoded, ISO_8859_1));
        }
    }

    private static InputStream rawStream(Part part) throws MessagingException {
        return part instanceof MimeMessage message
                ? message.getRawInputStream()
                : ((MimeBodyPart) part).getRawInputStream();
    }

    /** What comes before the first error or the limit. */
    private static byte[] read(InputStream stream, int most) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        try (stream) {
            for (int length = stream.read(piece); length >= 0 && bytes.size() < most; length = stream.read(piece)) {
                bytes.write(piece, 0, length);
            }
        } catch (IOException e) {
            if (bytes.size() == 0) {
                throw e;
            }
        }
        return bytes.toByteArray();
    }

    private static String type(Part part) {
        Matcher type = TYPE.matcher(new Headers(part).raw("Content-Type").orElse("text/plain"));
        return type.matches() ? type.group(1).toLowerCase(Locale.ROOT) : "text/plain";
    }

    private static Enclosure attachment(Part part, String type, String section) throws MessagingException {
        String encoding = new Headers(part).raw("Content-Transfer-Encoding").orElse("");
        int size = part.getSize();
        long bytes = encoding.strip().equalsIgnoreCase("base64") ? size / 78L * 57 + size % 78 * 3 / 4 : size;
        return new Enclosure(name(part), type, section, size < 0 ? null : bytes, part, true);
    }

    /** The file name (RFC 2183, RFC 2231), also where it is written as only headers may be (RFC 2047). */
    private static String name(Part part) {
        var headers = new Headers(part);
        return headers.raw("Content-Disposition").flatMap(raw -> parameter(raw, "filename"))
                .or(() -> headers.raw("Content-Type").flatMap(raw -> parameter(raw, "name")))
                .map(HeaderText::decode).filter(name -> !name.isBlank())
                .map(name -> Charsets.cut(name, LONGEST_NAME)).orElse(null);
    }

    private static Optional<String> parameter(String field, String name) {
        try {
            ParameterList parameters = field.indexOf('/') < 0 || field.indexOf(';') < field.indexOf('/')
                    ? new ContentDisposition(field).getParameterList()
                    : new ContentType(field).getParameterList();
            return Optional.ofNullable(parameters).map(list -> list.get(name))
                    .or(() -> loosely(field, name));
        } catch (ParseException e) {
            return loosely(field, name);
        }
    }

    private static Optional<String> loosely(String field, String name) {
        Matcher found = Pattern.compile("(?i)(?:^|[;\\s])" + name + "\\s*=\\s*(?:\"([^\"]*+)\"|([^;\\s]+))")
                .matcher(field);
        return found.find()
                ? Optional.ofNullable(found.group(1) == null ? found.group(2) : found.group(1))
                : Optional.empty();
    }
}
