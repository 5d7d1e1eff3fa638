package contacthub.segment.scoring;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.MergePatch;
import contacthub.runtime.web.Problem;

/** Makes further versions of the rules: edits by authors, and measurements of quintiles (docs/adr/0039). */
@ApplicationScoped
public class RuleEditing {

    private final Transactions transactions;
    private final StoredRules stored;
    private final ScoringRules rules;
    private final Measuring measuring;
    private final Event<RuleChanged> changed;
    private final Clock clock;

    RuleEditing(Transactions transactions, StoredRules stored, ScoringRules rules, Measuring measuring,
            Event<RuleChanged> changed, Clock clock) {
        this.transactions = transactions;
        this.stored = stored;
        this.rules = rules;
        this.measuring = measuring;
        this.changed = changed;
        this.clock = clock;
    }

    /** Merges fields into what authors said last; a 412 problem where that is no longer the version that was read. */
    RuleVersion edit(JsonNode patch, String because, OptionalLong read, String by) {
        return transactions.inOne(connection -> {
            int newest = stored.hold(connection);
            RuleVersion last = stored.authored(connection);
            if (read.isPresent() && read.getAsLong() != last.number()) {
                throw Problem.changedMeanwhile("The rules are " + last.version() + " by now.");
            }
            RuleForm form = RuleCheck.read(MergePatch.apply(Json.MAPPER.valueToTree(last.form()), patch));
            var next = new RuleVersion("scoring-" + (newest + 1), newest + 1, null, form.hasBounds(), because,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS), by, form);
            stored.add(connection, next);
            changed.fire(new RuleChanged(next.version(), because, by));
            return next;
        });
    }

    /**
     * Measures the quintiles anew where the authors' last word asks for them. They are a version of their own, unless
     * they have not changed, or nobody has bought anything yet.
     */
    public void measure(Connection connection) throws SQLException {
        int newest = stored.hold(connection);
        RuleVersion asked = stored.authored(connection);
        if (!asked.form().isMeasured()) {
            return;
        }
        Optional<RuleForm.Bounds> bounds = measuring.measure(connection, asked.form().period(), clock.instant());
        RuleVersion held = stored.named(connection, rules.inForce(connection)).orElseThrow();
        if (bounds.isEmpty() || asked.version().equals(held.measures()) && held.form().bounds().equals(bounds.get())) {
            return;
        }
        String version = asked.version() + "." + (stored.measured(connection, asked.version()) + 1);
        stored.add(connection, new RuleVersion(version, newest + 1, asked.version(), true, "quintiles as measured",
                clock.instant().truncatedTo(ChronoUnit.MILLIS), "hub", asked.form().with(bounds.get())));
    }
}
