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

/** One part of a letter (RFC 2045), read as far as it can be: many a real one breaks the rules. */
record MimePart(Part part) {

    private static final int LONGEST_NAME = 255;
    private static final Pattern TYPE = Pattern.compile("\\s*([\\w.+-]{1,60}/[\\w.+-]{1,80})[\\s\\S]*");
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary\\s*=\\s*(?:\"([^\"\r\n]+)\"|([^\\s;]+))");

    private Optional<String> header(String name) {
        return new Headers(part).raw(name);
    }

    /** At most so many; what lies behind is not even looked at, since every part found costs time. */
    List<MimePart> children(int most) {
        try {
            byte[] raw = read(rawStream(), MailReader.LARGEST);
            Optional<String> boundary = boundary();
            String type = boundary.map(found -> "multipart/mixed; boundary=\"" + found + "\"")
                    .orElse("multipart/mixed");
            int length = boundary.map(found -> lengthOf(raw, "--" + found, most + 1)).orElse(raw.length);
            var multipart = new MimeMultipart(new ByteArrayDataSource(new ByteArrayInputStream(raw, 0, length), type));
            List<MimePart> children = new ArrayList<>();
            for (int i = 0; i < Math.min(multipart.getCount(), most); i++) {
                children.add(new MimePart(multipart.getBodyPart(i)));
            }
            return children;
        } catch (MessagingException | IOException e) {
            return List.of();
        }
    }

    /** The boundary only: the rest of the field is often broken, and a parser that minds it finds no parts. */
    private Optional<String> boundary() {
        Matcher boundary = BOUNDARY.matcher(header("Content-Type").orElse(""));
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

    /** Whether it is text to be read, not a file. */
    boolean isText() {
        String type = type();
        String disposition = header("Content-Disposition").orElse("").strip().toLowerCase(Locale.ROOT);
        return (type.equals("text/plain") || type.equals("text/html") || type.equals("text/enriched"))
                && !disposition.startsWith("attachment") && name() == null;
    }

    /** The text to be read of a text part. */
    String text() {
        String label = parameter(header("Content-Type").orElse(""), "charset").orElse(null);
        String decoded = decoded(label);
        return type().equals("text/html") ? HtmlText.of(decoded) : decoded;
    }

    /** The content as text, in the charset of that label or what it seems to be written in. */
    String decoded(String label) {
        return Charsets.decode(content(2 * Body.LARGEST_TEXT, Body.LARGEST_TEXT), label);
    }

    /** The content without its transfer encoding, as far as it can be read. */
    byte[] content(int mostEncoded, int most) {
        String encoding = header("Content-Transfer-Encoding").orElse("7bit").strip()
                .toLowerCase(Locale.ROOT);
        try {
            byte[] raw = read(rawStream(), mostEncoded);
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

    private InputStream rawStream() throws MessagingException {
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

    /** Its media type in lower case, text/plain where it names none. */
    String type() {
        Matcher type = TYPE.matcher(header("Content-Type").orElse("text/plain"));
        return type.matches() ? type.group(1).toLowerCase(Locale.ROOT) : "text/plain";
    }

    /** It as a file in a letter, there at that section. */
    Enclosure enclosure(String section) throws MessagingException {
        String encoding = header("Content-Transfer-Encoding").orElse("");
        int size = part.getSize();
        long bytes = encoding.strip().equalsIgnoreCase("base64") ? size / 78L * 57 + size % 78 * 3 / 4 : size;
        return new Enclosure(name(), type(), section, size < 0 ? null : bytes, this, true);
    }

    /** The file name (RFC 2183, RFC 2231), also where it is written as only headers may be (RFC 2047). */
    private String name() {
        return header("Content-Disposition").flatMap(raw -> parameter(raw, "filename"))
                .or(() -> header("Content-Type").flatMap(raw -> parameter(raw, "name")))
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
