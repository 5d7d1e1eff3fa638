package contacthub.contact.calendar;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contact.calendar.WorkingCalendar.Invalid;
import contacthub.contracts.Json;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.MergePatch;
import contacthub.runtime.web.Problem;

/** Adds, changes and deletes calendars; each change is a further version. */
@ApplicationScoped
class Editing {

    private final Transactions transactions;
    private final StoredCalendars stored;
    private final CountryDays countries;
    private final Closures closures;
    private final Instance<CalendarUse> uses;
    private final FeedHosts feedHosts;
    private final Event<Edited> edited;
    private final Clock clock;

    Editing(Transactions transactions, StoredCalendars stored, CountryDays countries, Closures closures,
            Instance<CalendarUse> uses, FeedHosts feedHosts, Event<Edited> edited, Clock clock) {
        this.transactions = transactions;
        this.stored = stored;
        this.countries = countries;
        this.closures = closures;
        this.uses = uses;
        this.feedHosts = feedHosts;
        this.edited = edited;
        this.clock = clock;
    }

    /** Calendars are others once the transaction is over. */
    record Edited() {}

    /** A new calendar; a 409 problem where there is one of this name. */
    StoredCalendar add(String name, JsonNode form, String by) {
        return edit(connection -> {
            CalendarForm read = checked(form);
            long version = stored.create(connection, name)
                    .orElseThrow(() -> Problem.conflict("There is a calendar " + name + " already."));
            closures.follow(connection, name, read.feed());
            return keep(connection, name, version, read, by);
        });
    }

    /** Merges a patch into a calendar (RFC 7396); a 412 problem where it is not at the version expected. */
    StoredCalendar change(String name, JsonNode patch, OptionalLong expected, String by) {
        return edit(connection -> {
            StoredCalendar before = locked(connection, name, expected);
            CalendarForm form = checked(MergePatch.apply(tree(before), patch));
            if (Json.text(form).equals(before.form())) {
                return before;
            }
            if (!Objects.equals(form.feed(), feed(connection, name))) {
                closures.follow(connection, name, form.feed());
            }
            return keep(connection, name, stored.next(connection, name), form, by);
        });
    }

    /** Takes a calendar out of use; a 409 problem that lists what counts on it. */
    void delete(String name, OptionalLong expected) {
        edit(connection -> {
            locked(connection, name, expected);
            List<String> used = uses.stream().flatMap(use -> use.of(name).stream()).toList();
            if (name.equals(Calendars.OFFICE) || !used.isEmpty()) {
                throw Problem.conflict("Calendar " + name + " is in use: "
                        + (used.isEmpty() ? "it counts where no other is named" : String.join(", ", used)) + ".");
            }
            closures.forget(connection, name);
            stored.delete(connection, name);
            return null;
        });
    }

    /** Closes a calendar on the days of a file; {@link Invalid} where hardly an open day would be left. */
    void file(String name, SortedSet<LocalDate> days) {
        edit(connection -> {
            StoredCalendar calendar = locked(connection, name, OptionalLong.empty());
            WorkingCalendar.of(CalendarForm.parse(calendar.form()), countries::of, days)
                    .refuseHardlyOpen(clock.instant());
            closures.file(connection, name, days);
            return null;
        });
    }

    /** Forgets the days of a file; a 404 problem where there is none. */
    void forgetFile(String name) {
        edit(connection -> {
            if (!closures.forget(connection, name, Closure.FILE)) {
                throw Problem.notFound("Calendar " + name + " has no days off from a file.");
            }
            Revision.grow(connection);
            return null;
        });
    }

    private <T> T edit(Transactions.Work<T> work) {
        return transactions.inOne(connection -> {
            edited.fire(new Edited());
            return work.on(connection);
        });
    }

    private StoredCalendar locked(Connection connection, String name, OptionalLong expected) throws SQLException {
        StoredCalendar calendar = stored.locked(connection, name)
                .orElseThrow(() -> Problem.notFound("There is no calendar " + name + "."));
        if (expected.isPresent() && expected.getAsLong() != calendar.version()) {
            throw Problem.changedMeanwhile("The calendar is at version " + calendar.version() + " by now.");
        }
        return calendar;
    }

    private StoredCalendar keep(Connection connection, String name, long version, CalendarForm form, String by)
            throws SQLException {
        var calendar = new StoredCalendar(name, version, Json.text(form), clock.instant(), by);
        stored.keep(connection, calendar);
        return calendar;
    }

    private String feed(Connection connection, String name) throws SQLException {
        return closures.of(connection, List.of(name)).stream().filter(closure -> closure.url() != null)
                .map(Closure::url).findFirst().orElse(null);
    }

    /** What cannot be read any more is replaced as a whole. */
    private static ObjectNode tree(StoredCalendar calendar) {
        try {
            return Json.MAPPER.valueToTree(CalendarForm.parse(calendar.form()));
        } catch (Invalid invalid) {
            return Json.MAPPER.createObjectNode();
        }
    }

    /** The form as it is kept: every field read, intervals in order, and open often enough to count on. */
    private CalendarForm checked(JsonNode json) {
        json.fieldNames().forEachRemaining(field -> {
            if (!CalendarForm.fields().contains(field)) {
                throw new Invalid(field, "is no field of a calendar");
            }
        });
        CalendarForm form = CalendarForm.parse(json);
        WorkingCalendar calendar = WorkingCalendar.of(form, countries::of, Collections.emptySortedSet());
        calendar.refuseHardlyOpen(clock.instant());
        if (form.feed() != null) {
            feedHosts.allowed(form.feed());
        }
        return calendar.form().following(form.feed());
    }
}
