package contacthub.contact.channel.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises letters that say that one of ours did not arrive: by the standard (RFC 3464), and by what mail servers
 * wrote before it and some still do.
 */
final class Bounces {

    private static final int LONGEST_DETAIL = 1_000;
    private static final int READ = 64 * 1024;

    /** Our Message-IDs begin with the notification's id, a UUIDv7. */
    private static final Pattern OURS = Pattern
            .compile("<([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})@[^<>\\s]{1,255}>");
    /** The address we sent it from, with the same id in it (VERP): it needs nothing of the letter to come back. */
    private static final Pattern SENT_FROM = Pattern
            .compile("\\+([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})@[\\w.-]{1,255}");
    /** Who it came to: as servers note it on the envelope, and as it says itself. */
    private static final List<String> RECIPIENTS = List.of("Delivered-To", "X-Original-To", "Envelope-To", "To");
    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([45]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.])");
    private static final Pattern CODE = Pattern.compile("(?<![\\d.])(4[25]\\d|5[05]\\d)(?:[ -])");
    private static final Pattern ADDRESS = Pattern
            .compile("([\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8})");

    /** Still under way, or arrived (RFC 3464, 2.3.3). */
    private static final Pattern NO_FAILURE = Pattern.compile("(?i)(?:delayed|delivered|relayed|expanded)\\b.*");
    private static final Pattern DAEMON = Pattern.compile("(?i)(?:mailer-?daemon|postmaster|mail[ -]?delivery"
            + "|mail administrator|delivery (?:sub)?system|mdaemon|\\bmta\\b|<>)");
    private static final Pattern SUBJECT = Pattern
            .compile("(?iu).*(?:undeliver(?:ed|able)|non?[- ]?deliver(?:y|ed|able)"
                    + "|delivery (?:status notification|failure|failed|error|report|problem|notification: delivery has failed)"
                    + "|fail(?:ed|ure)(?: to deliver| notice| delivery)|returned (?:mail|to sender|message)|mail delivery failed"
                    + "|delivery has failed|mail (?:system )?(?:error|failure)|could not be delivered|not delivered"
                    + "|message (?:delivery failure|status - undeliverable|not delivered)|can(?:not|'t) (?:be )?deliver"
                    + "|user unknown|unknown user|bounce|не ?(?:может быть )?доставлен|недоставлен|ошибка доставки"
                    + "|сообщение не доставлено|メールエラー).*");
    private static final Pattern REFUSED = Pattern.compile("(?iu)(?:user|recipient|mailbox|account|address|domain|host)"
            + "[^.\\n]{0,60}(?:unknown|not (?:found|exist)|does(?: not|n't) exist|unavailable|disabled|full|over ?quota"
            + "|rejected|invalid|inactive)|(?:unknown|no such|invalid) (?:user|recipient|mailbox|address|local part)"
            + "|could not be delivered|undeliverable|was not delivered|unable to deliver|failed permanently"
            + "|permanent(?:ly)? (?:fatal )?(?:error|fail)|delivery (?:to the following|failed|attempt)"
            + "|quota|too large|returned to (?:the )?sender|message (?:delivery )?fail|not deliver|cannot deliver"
            + "|не доставлено|не существует|не найден|送信できませんでした");
    /** Who says that nobody reads the answer. */
    private static final Pattern NO_REPLY = Pattern.compile("(?i)\\b(?:no|do-?not)[-_.]?reply@");
    private static final Pattern RETURN_PATH = Pattern.compile("(?im)\\AReturn-Path:[ \\t]*+<([^<>\\s]{3,320})>");
    /** What Amazon's sending service posts instead of a letter of a mail server. */
    private static final Pattern POSTED = Pattern.compile("\\\\?\"notificationType\\\\?\"\\s*:\\s*\\\\?\"Bounce");
    private static final Pattern FULL = Pattern.compile("(?iu)(?:mailbox|quota)[^\\n]{0,40}(?:full|exceed|over)"
            + "|over ?quota|quota exceeded|not enough (?:storage|space)|ящик переполнен");
    private static final Pattern NOBODY = Pattern.compile("(?iu)(?:unknown|no such|invalid) (?:user|recipient|mailbox"
            + "|address)|user[^\\n]{0,60}(?:unknown|not (?:found|exist)|does(?: not|n't) exist)|mailbox (?:not found"
            + "|unavailable|does not exist)|не существует|не найден");

    private final Headers headers;
    private final Body body;

    private Bounces(Headers headers, Body body) {
        this.headers = headers;
        this.body = body;
    }

    /** What came back, where this letter says that something did. */
    static Optional<Bounce> of(Headers headers, Body body) {
        var bounces = new Bounces(headers, body);
        return body.status().isBlank() ? bounces.unusual() : bounces.standard();
    }

    private Optional<Bounce> standard() {
        String fields = body.status();
        List<String> actions = fields(fields, "Action");
        if (!actions.isEmpty() && actions.stream().allMatch(one -> NO_FAILURE.matcher(one).matches())) {
            return Optional.empty();
        }
        String recipient = first(fields, "Original-Recipient").or(() -> first(fields, "Final-Recipient"))
                .or(() -> first(fields, "X-Actual-Recipient")).flatMap(Bounces::address)
                .or(() -> failedRecipients()).orElse(null);
        String detail = first(fields, "Diagnostic-Code").orElseGet(this::reasonInWords);
        String status = first(fields, "Status").flatMap(Bounces::status)
                .filter(one -> !one.endsWith(".0.0")).or(() -> status(detail)).or(() -> statusInWords(detail))
                .or(() -> first(fields, "Status").flatMap(Bounces::status)).orElse(null);
        return Optional.of(bounce(recipient, status, detail));
    }

    /** By who sent it, to whom, what it is called and what it says: any two of them. */
    private Optional<Bounce> unusual() {
        boolean known = headers.has("X-Failed-Recipients");
        String subject = Optional.ofNullable(headers.text("Subject")).orElse("");
        boolean named = subject.length() < 500 && SUBJECT.matcher(subject).matches();
        boolean daemon = headers.raw("From").filter(value -> DAEMON.matcher(value).find()).isPresent()
                || headers.raw("Return-Path").filter(value -> value.strip().equals("<>")).isPresent();
        boolean refused = REFUSED.matcher(beginning()).find();
        boolean returned = sentFrom().isPresent();
        if (POSTED.matcher(beginning()).find()) {
            return Optional.of(bounce(address(beginning()).orElse(null), status(beginning()).orElse(null),
                    reasonInWords()));
        }
        int signs = (known ? 2 : 0) + (named ? 1 : 0) + (daemon ? 1 : 0) + (refused ? 1 : 0) + (returned ? 1 : 0);
        if (signs < 2 || !daemon && !known && !givesBack() && (isAnswer() || !body.isReport() && isFromPerson())) {
            return Optional.empty();
        }
        String words = beginning();
        return Optional.of(bounce(failedRecipients().or(() -> address(words)).orElse(null),
                status(words).or(() -> statusInWords(words)).orElse(null), reasonInWords()));
    }

    /** A machine encloses a letter of whom it writes to: bounces go to the return path (RFC 5321, 4.4). */
    private boolean givesBack() {
        Matcher path = RETURN_PATH.matcher(body.returned().stripLeading());
        return headers.raw("From").filter(value -> NO_REPLY.matcher(value).find()).isPresent() && path.find()
                && headers.raw("To").flatMap(Bounces::address).filter(path.group(1)::equalsIgnoreCase).isPresent();
    }

    private boolean isAnswer() {
        return headers.raw("Subject").filter(subject -> subject.strip().matches("(?i)re:.*")).isPresent();
    }

    /** A person may write "Undeliverable" into a subject, too; machines say what they are. */
    private boolean isFromPerson() {
        return !headers.raw("Auto-Submitted").filter(value -> value.strip().toLowerCase(Locale.ROOT)
                .startsWith("auto")).isPresent();
    }

    private Bounce bounce(String recipient, String status, String detail) {
        String all = body.returned() + "\n" + body.status() + "\n" + body.text() + "\n"
                + headers.raw("In-Reply-To").orElse("") + headers.raw("References").orElse("");
        Matcher ours = OURS.matcher(all);
        String notification = sentFrom().orElseGet(() -> ours.find() ? ours.group(1) : null);
        return new Bounce(notification, recipient, status, Charsets.cut(detail, LONGEST_DETAIL));
    }

    /** The notification that was sent from the address this came to. */
    private Optional<String> sentFrom() {
        return RECIPIENTS.stream().map(headers::raw).flatMap(Optional::stream).map(SENT_FROM::matcher)
                .filter(Matcher::find).map(found -> found.group(1)).findFirst();
    }

    private Optional<String> failedRecipients() {
        return headers.raw("X-Failed-Recipients").flatMap(Bounces::address);
    }

    private String beginning() {
        return Charsets.cut(body.text(), READ);
    }

    /** The line that says why, else the first lines of what it says. */
    private String reasonInWords() {
        String words = beginning();
        return words.lines().map(String::strip)
                .filter(line -> STATUS.matcher(line).find() || CODE.matcher(line).find()).findFirst()
                .or(() -> words.lines().map(String::strip).filter(line -> REFUSED.matcher(line).find()).findFirst())
                .orElseGet(() -> Charsets.cut(words, 300));
    }

    private static Optional<String> statusInWords(String words) {
        if (FULL.matcher(words).find()) {
            return Optional.of("5.2.2");
        }
        return NOBODY.matcher(words).find() ? Optional.of("5.1.1") : Optional.empty();
    }

    private static Optional<String> status(String text) {
        Matcher status = STATUS.matcher(text);
        return status.find() ? Optional.of(status.group(1)) : Optional.empty();
    }

    private static Optional<String> address(String text) {
        Matcher address = ADDRESS.matcher(text);
        return address.find() ? Optional.of(Charsets.storable(address.group(1))) : Optional.empty();
    }

    private static Optional<String> first(String fields, String name) {
        return fields(fields, name).stream().findFirst();
    }

    private static List<String> fields(String fields, String name) {
        return Pattern.compile("(?im)^" + name + ":[ \\t]*+(.*+(?:\\r?\\n[ \\t]++\\S.*+)*+)").matcher(fields).results()
                .map(found -> found.group(1).replaceAll("\\s+", " ").strip()).filter(one -> !one.isEmpty()).toList();
    }
}
