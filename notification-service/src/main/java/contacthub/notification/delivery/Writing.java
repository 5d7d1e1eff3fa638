package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import contacthub.notification.channel.Adapters;
import contacthub.notification.customer.Customers;
import contacthub.notification.decision.DecidingChannel;
import contacthub.notification.decision.DecidingChannel.Question;
import contacthub.notification.decision.Decision;
import contacthub.notification.decision.Hold;
import contacthub.notification.decision.Means;
import contacthub.notification.preference.Category;
import contacthub.notification.template.Text;
import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;
import contacthub.runtime.web.RequestedId;
import contacthub.runtime.web.Storable;

/** A person or a machine writes to a customer of its own accord: the channel is decided on, and whether and when. */
@ApplicationScoped
class Writing {

    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_SUBJECT = 200;
    private static final int MOST_DATA = 50;
    private static final Duration FARTHEST = Duration.ofDays(366);
    private static final String ONE_AT_A_TIME = "SELECT 1 FROM customer WHERE id = ? FOR NO KEY UPDATE";

    private final Customers customers;
    private final DecidingChannel deciding;
    private final Adapters adapters;
    private final RequestingNotification requesting;
    private final Notifications notifications;
    private final Phrasing phrasing;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Writing(Customers customers, DecidingChannel deciding, Adapters adapters, RequestingNotification requesting,
            Notifications notifications, Phrasing phrasing, Transactions transactions, Ids ids, Clock clock) {
        this.customers = customers;
        this.deciding = deciding;
        this.adapters = adapters;
        this.requesting = requesting;
        this.notifications = notifications;
        this.phrasing = phrasing;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is to be written.
     *
     * @param customer an id, or {@code type:value} of an address
     * @param category why we write
     * @param critical a service message that must arrive, whatever the customer likes and whenever it is
     * @param sendAt not before; null for now
     * @param expiresAt not after; null for whenever it succeeds
     * @param conversation where it belongs; null for none
     * @param template the name of a template instead of a text, filled with {@code data}
     */
    record Letter(String customer, String category, String subject, String text, Boolean critical, Instant sendAt,
            Instant expiresAt, String conversation, String template, Map<String, String> data) {

        boolean isCritical() {
            return Boolean.TRUE.equals(critical);
        }
    }

    /** Requests it, or records why it must not be sent; a problem names every field that is wrong. */
    @Transactional
    ShownNotification write(Letter letter, String requester) {
        Category category = check(letter);
        UUID customer = customers.referred(letter.customer);
        return transactions.inCurrent(connection -> {
            lock(connection, customer);
            customers.changeable(customer.toString());
            return write(connection, customer, category, letter, requester);
        });
    }

    private ShownNotification write(Connection connection, UUID customer, Category category, Letter letter,
            String requester) throws SQLException {
        UUID request = ids.next();
        Cause cause = new Cause(request, request.toString(), letter.conversation, null);
        Outgoing outgoing = decided(connection, cause, customer, category, letter, requester, null);
        UUID id = requesting.request(connection, List.of(outgoing)).iterator().next();
        return notifications.required(id);
    }

    /** Sends again what failed, as if it were asked for now; {@code failed} is what it stands for. */
    Outgoing again(ShownNotification failed, Cause cause, String requester) {
        Letter letter = new Letter(null, failed.category(), failed.subject(), failed.text(), failed.critical(), null,
                null, failed.conversation(), null, null);
        return transactions.inCurrent(connection -> decided(connection, cause, failed.customer(),
                Category.named(failed.category()).orElseThrow(), letter, requester, failed.id()));
    }

    private Outgoing decided(Connection connection, Cause cause, UUID customer, Category category, Letter letter,
            String requester, UUID sendsAgain) throws SQLException {
        Instant now = clock.instant();
        boolean later = letter.sendAt != null && letter.sendAt.isAfter(now);
        Decision decision = deciding.decide(new Question(customer, category, letter.isCritical(),
                later ? letter.sendAt : now, Means.of(adapters.working()), null));
        Optional<Hold> hold = decision.hold()
                .or(() -> later ? Optional.of(new Hold(letter.sendAt, "asked for later")) : Optional.empty());
        String level = decision.decidedBy().word();
        Terms terms = new Terms(letter.isCritical(), level, requester, hold, letter.expiresAt, decision.day(),
                sendsAgain);
        Text text = phrasing.of(connection, letter, customer,
                decision.channel() == null ? null : decision.contactChannel());
        return decision.channel() == null
                ? new Outgoing(cause, customer, Outgoing.MESSAGE, category.word(), null, null, null, null,
                        text.subject(), text.body(), text.template(), level, Optional.of(level + ": " + decision.why()),
                        terms)
                : new Outgoing(cause, customer, Outgoing.MESSAGE, category.word(), decision.contactChannel(),
                        decision.to(), null, null, text.subject(), text.body(), text.template(),
                        decision.channel().word() + " by " + level, Optional.empty(), terms);
    }

    /** Two requests at once must not both be the last that a cap allows. */
    private static void lock(Connection connection, UUID customer) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(ONE_AT_A_TIME)) {
            lock.setObject(1, customer);
            lock.executeQuery();
        }
    }

    private Category check(Letter letter) {
        if (letter == null) {
            throw Problem.invalid("body", "must be a JSON object");
        }
        List<FieldError> errors = new ArrayList<>();
        Optional<Category> category = Category.named(letter.category);
        unless(letter.customer != null && !letter.customer.isBlank(), "customer", "is missing", errors);
        unless(category.isPresent(), "category", "must be one of " + Category.names(), errors);
        text("text", letter.text, LONGEST_TEXT, errors);
        unless(letter.template != null || letter.text != null && !letter.text.isBlank(), "text", "is missing", errors);
        unless(letter.template == null || letter.text == null, "template", "cannot be given together with a text",
                errors);
        Storable.Check.flaw(letter.template).ifPresent(flaw -> errors.add(new FieldError("template", flaw)));
        data(letter, errors);
        text("subject", letter.subject, LONGEST_SUBJECT, errors);
        unless(!letter.isCritical() || category.filter(Category.SERVICE::equals).isPresent(), "critical",
                "only a service message can be critical", errors);
        times(letter, errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        if (letter.conversation != null) {
            RequestedId.of("conversation", letter.conversation);
        }
        return category.get();
    }

    private static void data(Letter letter, List<FieldError> errors) {
        Map<String, String> data = letter.data == null ? Map.of() : letter.data;
        unless(data.isEmpty() || letter.template != null, "data", "belongs to a template", errors);
        unless(data.size() <= MOST_DATA, "data", "must be at most " + MOST_DATA + " texts", errors);
        data.forEach((name, text) -> text("data." + name, text, LONGEST_TEXT, errors));
    }

    private void times(Letter letter, List<FieldError> errors) {
        Instant now = clock.instant();
        Instant start = letter.sendAt != null && letter.sendAt.isAfter(now) ? letter.sendAt : now;
        unless(start.isBefore(now.plus(FARTHEST)), "send_at", "must be within a year", errors);
        unless(letter.expiresAt == null || letter.expiresAt.isAfter(start)
                && letter.expiresAt.isBefore(now.plus(FARTHEST.multipliedBy(2))), "expires_at",
                "must be after it is to be sent, and within two years", errors);
    }

    private static void text(String field, String text, int longest, List<FieldError> errors) {
        unless(text == null || text.length() <= longest, field, "must be at most " + longest + " characters", errors);
        Storable.Check.flaw(text).ifPresent(flaw -> errors.add(new FieldError(field, flaw)));
    }

    private static void unless(boolean right, String field, String reason, List<FieldError> errors) {
        if (!right) {
            errors.add(new FieldError(field, reason));
        }
    }
}
