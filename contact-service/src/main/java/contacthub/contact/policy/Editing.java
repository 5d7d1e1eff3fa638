package contacthub.contact.policy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.calendar.Calendars;
import contacthub.contracts.Channel;
import contacthub.contracts.ContactKind;
import contacthub.contracts.Json;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.MergePatch;
import contacthub.runtime.web.Problem;

/** Adds, changes and deletes policies, one edit at a time; each is a further version and a further revision. */
@ApplicationScoped
class Editing {

    private static final String ROLL_OUT = "INSERT INTO sla_policy_rollout (revision, edited_at) VALUES (?, ?)";

    private final Transactions transactions;
    private final StoredPolicies stored;
    private final Calendars calendars;
    private final SegmentUses uses;
    private final Event<Edited> edited;
    private final Clock clock;

    Editing(Transactions transactions, StoredPolicies stored, Calendars calendars, SegmentUses uses,
            Event<Edited> edited, Clock clock) {
        this.transactions = transactions;
        this.stored = stored;
        this.calendars = calendars;
        this.uses = uses;
        this.edited = edited;
        this.clock = clock;
    }

    /** By whom, and whether open conversations are governed by it too. */
    record Author(String name, boolean open) {}

    /** The list is another one once the transaction is over. */
    record Edited() {}

    /** A new policy; a 409 problem where there is one of this name. */
    Policy add(String name, JsonNode json, Author author) {
        PolicyForm form = checked(json);
        return transactions.inOne(connection -> {
            List<Policy> list = list(connection);
            if (list.stream().anyMatch(policy -> policy.name().equals(name))) {
                throw Problem.conflict("There is a policy " + name + " already.");
            }
            refuseTaken(list, name, form);
            long before = stored.versions(connection, name).stream().findFirst().map(Policy::version).orElse(0L);
            return keep(connection, name, before + 1, form, author);
        });
    }

    /** Merges a patch into a policy (RFC 7396); a 412 problem where it is not at the version expected. */
    Policy change(String name, JsonNode patch, OptionalLong expected, Author author) {
        return transactions.inOne(connection -> {
            List<Policy> list = list(connection);
            Policy before = find(list, name, expected);
            JsonNode is = before.form() == null
                    ? Json.MAPPER.createObjectNode()
                    : Json.MAPPER.valueToTree(before.form());
            PolicyForm form = checked(MergePatch.apply(is, patch));
            refuseTaken(list, name, form);
            return keep(connection, name, before.version() + 1, form, author);
        });
    }

    /** Takes a policy out of the list; its versions stay readable. */
    void delete(String name, OptionalLong expected, Author author) {
        transactions.inOne(connection -> {
            Policy policy = find(list(connection), name, expected);
            Instant now = clock.instant();
            grow(connection, author, now);
            stored.delete(connection, policy, now, author.name);
            uses.tell(connection);
            return null;
        });
    }

    private List<Policy> list(Connection connection) throws SQLException {
        long revision = stored.lock(connection);
        return new PolicyBook(stored.all(connection)).at(revision);
    }

    private static Policy find(List<Policy> list, String name, OptionalLong expected) {
        Policy policy = list.stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow(() -> Problem.notFound("There is no policy " + name + "."));
        if (expected.isPresent() && expected.getAsLong() != policy.version()) {
            throw Problem.changedMeanwhile("The policy is at version " + policy.version() + " by now.");
        }
        return policy;
    }

    private PolicyForm checked(JsonNode json) {
        try {
            PolicyForm form = PolicyForm.read(json);
            new PolicyCheck(calendars.names(), Channel.names(), ContactKind.names()).check(form);
            return form;
        } catch (InvalidPolicy invalid) {
            throw Problem.invalid(invalid.field(), invalid.reason());
        }
    }

    private static void refuseTaken(List<Policy> list, String name, PolicyForm form) {
        Optional<Policy> there = list.stream()
                .filter(policy -> policy.position() == form.position() && !policy.name().equals(name)).findFirst();
        if (there.isPresent()) {
            throw Problem.invalid("position", "is that of policy " + there.get().name());
        }
    }

    private Policy keep(Connection connection, String name, long version, PolicyForm form, Author author)
            throws SQLException {
        Instant now = clock.instant();
        grow(connection, author, now);
        stored.keep(connection, name, version, form, now, author.name);
        uses.tell(connection);
        return stored.versions(connection, name).get(0);
    }

    private void grow(Connection connection, Author author, Instant now) throws SQLException {
        long revision = stored.grow(connection);
        edited.fire(new Edited());
        if (author.open) {
            try (PreparedStatement insert = connection.prepareStatement(ROLL_OUT)) {
                insert.setLong(1, revision);
                insert.setObject(2, now.atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
        }
    }
}
