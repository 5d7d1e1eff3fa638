package contacthub.contact.channel.mail;

import java.io.ByteArrayInputStream;
import java.text.ParsePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;

import contacthub.runtime.event.Ids;

/**
 * Reads letters as they come from the wild. What is broken is read as far as it can be; everything is bounded, so that
 * no letter costs more time or memory than its size.
 */
final class MailReader {

    /** What is read of a letter; the attachments behind that are not seen. */
    static final int LARGEST = 10 * 1024 * 1024;
    private static final int LARGEST_HEADER = 256 * 1024;
    private static final int LONGEST_FIELD = 16 * 1024;
    private static final int LONGEST_VALUE = 500;
    private static final int LONGEST_SUBJECT = 998;
    private static final int LONGEST_TEXT = 60_000;
    private static final int MOST_ANSWERED = 50;
    private static final int LONGEST_ID = 250;

    private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,248})>");
    private static final Pattern IN_ANGLES = Pattern.compile("<\\s*([^<>\\s,;]{1,320}@[^<>\\s,;]{1,255})\\s*>");
    private static final Pattern BARE = Pattern
            .compile(
                    "([^\\s<>()\\[\\],;:\\\\\"]{1,255}@[^\\s<>()\\[\\],;:\\\\\"]{1,255})(?:\\s*\\(([^()]{1,200})\\))?");

    private static final Session SESSION = Session.getInstance(new Properties());

    private final MimeMessage message;
    private final Body body;
    private final boolean cut;

    private MailReader(byte[] bytes) throws MessagingException {
        this.cut = bytes.length >= LARGEST;
        this.message = new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
        this.body = Body.of(message);
    }

    /** Why a letter cannot be taken; the message says what is wrong with it. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        Unreadable(String reason) {
            super(reason);
        }

        Unreadable(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /**
     * Reads a letter.
     *
     * @throws Unreadable when nothing sensible can be made of these bytes
     */
    static Mail read(byte[] bytes) throws Unreadable {
        if (bytes.length == 0) {
            throw new Unreadable("the letter is empty");
        }
        if (headerLength(bytes) > LARGEST_HEADER) {
            throw new Unreadable("the header is larger than " + LARGEST_HEADER + " bytes");
        }
        try {
            return new MailReader(bytes).mail();
        } catch (MessagingException | RuntimeException | StackOverflowError e) {
            throw new Unreadable("not readable as a letter: " + e, e);
        }
    }

    private static int headerLength(byte[] bytes) {
        int line = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                if (line == 0) {
                    return i;
                }
                line = 0;
            } else if (bytes[i] != '\r') {
                line++;
            }
        }
        return bytes.length;
    }

    private Mail mail() throws MessagingException {
        String full = Charsets.cut(body.text(), LONGEST_TEXT);
        var headers = new Headers(message);
        Optional<Bounce> bounce = Bounces.of(headers, body);
        Mail.Kind kind = kind(headers, bounce);
        Sender sender = sender(headers);
        String subject = Charsets.cut(headers.text("Subject"), LONGEST_SUBJECT);
        String id = headers.raw("Message-ID").map(MailReader::ids).stream().flatMap(List::stream).findFirst()
                .orElse(null);
        return new Mail(kind, sender.address, Charsets.cut(sender.name, LONGEST_VALUE), subject, date(headers), id,
                answers(headers, id), kind == Mail.Kind.BOUNCE ? full : Written.newly(full), full, attachments(),
                fingerprint(headers, id, full), bounce.orElse(null));
    }

    /** Where a letter was cut, that was in the last of its files. */
    private List<Enclosure> attachments() {
        List<Enclosure> files = new ArrayList<>(body.attachments());
        if (cut && !files.isEmpty()) {
            files.add(files.remove(files.size() - 1).brokenOff());
        }
        return files;
    }

    private Mail.Kind kind(Headers headers, Optional<Bounce> bounce) {
        if (bounce.isPresent()) {
            return Mail.Kind.BOUNCE;
        }
        if (body.isReport()) {
            return Mail.Kind.REPORT;
        }
        return Automatic.is(headers) ? Mail.Kind.AUTOMATIC : Mail.Kind.CONTACT;
    }

    /** Another letter under the same Message-ID, as broken senders make them, is another letter. */
    private static String fingerprint(Headers headers, String id, String full) {
        return Ids.named(id == null ? "" : id, headers.raw("From").orElse(""), headers.raw("Date").orElse(""),
                headers.raw("Subject").orElse(""), full).toString();
    }

    private record Sender(String address, String name) {}

    /** Who wrote: the first address of From, else of Sender or Reply-To, else the envelope's. */
    private static Sender sender(Headers headers) {
        return Stream.of("From", "Sender", "Reply-To", "Return-Path").map(headers::raw).flatMap(Optional::stream)
                .map(MailReader::sender).filter(one -> one.address != null).findFirst()
                .orElseGet(() -> new Sender(null, null));
    }

    private static Sender sender(String raw) {
        String field = raw.length() > LONGEST_FIELD ? raw.substring(0, LONGEST_FIELD) : raw;
        Matcher angles = IN_ANGLES.matcher(field);
        if (angles.find()) {
            return new Sender(address(angles.group(1)), name(field.substring(0, angles.start())));
        }
        Matcher bare = BARE.matcher(field);
        return bare.find() ? new Sender(address(bare.group(1)), name(bare.group(2))) : new Sender(null, null);
    }

    private static String address(String raw) {
        String address = HeaderText.decode(raw);
        return address.length() > LONGEST_VALUE ? null : address;
    }

    /** What stands before an address, without quotation marks around it. */
    private static String name(String raw) {
        if (raw == null || raw.isBlank()) {
            return null;
        }
        String bare = raw.strip();
        String unquoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")
                ? bare.substring(1, bare.length() - 1).replaceAll("\\\\(.)", "$1")
                : bare;
        String name = HeaderText.decode(unquoted).strip();
        return name.isEmpty() ? null : name;
    }

    /** When it was written, else when the last server got it. */
    private static Instant date(Headers headers) {
        return headers.raw("Date").flatMap(MailReader::date).or(() -> headers.raw("Received")
                .flatMap(raw -> date(raw.substring(raw.lastIndexOf(';') + 1)))).orElse(null);
    }

    private static Optional<Instant> date(String raw) {
        return Optional.ofNullable(new MailDateFormat().parse(raw.strip(), new ParsePosition(0))).map(Date::toInstant);
    }

    /** References as it has them, then In-Reply-To where that says more (RFC 5322, 3.6.4). */
    private static List<String> answers(Headers headers, String own) {
        List<String> answers = new ArrayList<>(headers.raw("References").map(MailReader::ids).orElse(List.of()));
        headers.raw("In-Reply-To").map(MailReader::ids).stream().flatMap(List::stream).limit(1)
                .filter(id -> !answers.contains(id)).forEach(answers::add);
        answers.removeIf(id -> id.equals(own));
        int most = Math.min(answers.size(), MOST_ANSWERED);
        if (most == answers.size()) {
            return List.copyOf(answers);
        }
        List<String> bounded = new ArrayList<>(answers.subList(answers.size() - most + 1, answers.size()));
        Collections.reverse(bounded);
        bounded.add(answers.get(0));
        Collections.reverse(bounded);
        return List.copyOf(bounded);
    }

    private static List<String> ids(String raw) {
        String field = raw.length() > LONGEST_FIELD ? raw.substring(0, LONGEST_FIELD) : raw;
        return ID.matcher(field).results().map(found -> Charsets.storable(found.group()))
                .filter(id -> id.length() <= LONGEST_ID).distinct().toList();
    }
}
