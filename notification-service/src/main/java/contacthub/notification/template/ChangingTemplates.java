package contacthub.notification.template;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import contacthub.notification.template.StoredTemplates.Use;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** Writes versions and says which is in use, one edit of a template at a time. */
@ApplicationScoped
class ChangingTemplates {

    private final Transactions transactions;
    private final StoredTemplates stored;
    private final Event<Published> published;
    private final Clock clock;

    ChangingTemplates(Transactions transactions, StoredTemplates stored, Event<Published> published, Clock clock) {
        this.transactions = transactions;
        this.stored = stored;
        this.published = published;
        this.clock = clock;
    }

    /** Another version of some template is in use once the transaction is over. */
    record Published() {}

    /** The first draft of a template; a 409 problem where somebody has written one for the same before. */
    StoredTemplate add(TemplateKey key, Draft draft, String operator) {
        return transactions.inOne(connection -> {
            StoredTemplate template = stored.locked(connection, key);
            if (template.latest() > 0) {
                throw Problem.conflict("There is a template " + key.path() + " already.");
            }
            return write(connection, template, draft, operator);
        });
    }

    /** One more version, be it the first, which counts for nobody until it is published. */
    StoredTemplate draft(TemplateKey key, Draft draft, OptionalLong expected, String operator) {
        return transactions.inOne(connection -> write(connection, expected(stored.locked(connection, key), expected),
                draft, operator));
    }

    /** Puts a version in use: the newest where none is named, an older one to go back. */
    StoredTemplate publish(TemplateKey key, Integer asked, OptionalLong expected, String operator) {
        return transactions.inOne(connection -> {
            StoredTemplate template = written(connection, key, expected);
            int number = asked == null ? template.latest() : asked;
            Version version = stored.version(connection, key, number)
                    .orElseThrow(() -> Problem.invalid("version", "is none of " + key.path()));
            Draft.of(version).check(key);
            return use(connection, template, number, operator);
        });
    }

    /** Puts none in use: what ships, or what is less specific, counts again. */
    StoredTemplate withdraw(TemplateKey key, OptionalLong expected, String operator) {
        return transactions.inOne(connection -> {
            StoredTemplate template = written(connection, key, expected);
            if (template.published() == null) {
                throw Problem.conflict("No version of " + key.path() + " is published.");
            }
            return use(connection, template, null, operator);
        });
    }

    private StoredTemplate written(Connection connection, TemplateKey key, OptionalLong expected) throws SQLException {
        StoredTemplate template = stored.locked(connection, key);
        if (template.latest() == 0) {
            throw Problem.notFound("Nobody has written a template " + key.path() + ".");
        }
        return expected(template, expected);
    }

    private static StoredTemplate expected(StoredTemplate template, OptionalLong expected) {
        if (expected.isPresent() && expected.getAsLong() != template.edits()) {
            throw Problem.changedMeanwhile("The template has changed " + template.edits() + " times by now.");
        }
        return template;
    }

    private StoredTemplate write(Connection connection, StoredTemplate before, Draft draft, String operator)
            throws SQLException {
        StoredTemplate template = before.written();
        stored.keep(connection, new Version(template.key(), template.latest(), draft.subject(), draft.text(),
                clock.instant(), operator));
        stored.change(connection, template);
        return template;
    }

    private StoredTemplate use(Connection connection, StoredTemplate before, Integer version, String operator)
            throws SQLException {
        StoredTemplate template = before.using(version);
        stored.use(connection, template.key(), new Use(template.edits(), version, clock.instant(), operator));
        stored.change(connection, template);
        stored.grow(connection);
        published.fire(new Published());
        return template;
    }
}
