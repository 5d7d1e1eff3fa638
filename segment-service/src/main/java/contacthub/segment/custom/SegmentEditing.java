package contacthub.segment.custom;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.MergePatch;
import contacthub.runtime.web.Problem;

/** Adds, changes and deletes custom segments, one edit at a time; each lets everybody be judged anew. */
@ApplicationScoped
class SegmentEditing {

    private static final int MOST = 100;

    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    SegmentEditing(Transactions transactions, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A new segment; a 409 problem where there is one of this name. */
    CustomSegment add(String name, JsonNode fields, String by) {
        SegmentForm form = SegmentForm.read(fields);
        return transactions.inOne(connection -> {
            begin(connection, name + " was added");
            List<CustomSegment> versions = StoredSegments.versions(connection, name);
            if (!versions.isEmpty() && !versions.get(0).deleted()) {
                throw Problem.conflict("There is a segment " + name + " already.");
            }
            if (StoredSegments.newest(connection).stream().filter(one -> !one.deleted()).count() >= MOST) {
                throw Problem.conflict("There may be at most " + MOST + " custom segments.");
            }
            return keep(connection, new CustomSegment(name, versions.isEmpty() ? 1 : versions.get(0).version() + 1,
                    false, now(), by, form));
        });
    }

    /** Merges fields into a segment (RFC 7396); a 412 problem where it is no longer the version that was read. */
    CustomSegment change(String name, JsonNode patch, OptionalLong read, String by) {
        return transactions.inOne(connection -> {
            begin(connection, name + " was changed");
            CustomSegment is = present(connection, name, read);
            SegmentForm form = SegmentForm.read(MergePatch.apply(Json.MAPPER.valueToTree(is.form()), patch));
            return keep(connection, new CustomSegment(name, is.version() + 1, false, now(), by, form));
        });
    }

    /** Deletes a segment, which everybody leaves; a 409 problem with the list while something names it. */
    void delete(String name, OptionalLong read, String by) {
        transactions.inOne(connection -> {
            begin(connection, name + " was deleted");
            CustomSegment is = present(connection, name, read);
            Uses.refuse(name, Uses.of(connection, name));
            return keep(connection, new CustomSegment(name, is.version() + 1, true, now(), by, is.form()));
        });
    }

    /** In the order in which a pass holds both: itself, then the rules. */
    private void begin(Connection connection, String because) throws SQLException {
        Passes.begin(connection, ids.next(), because);
        StoredSegments.hold(connection);
    }

    static CustomSegment present(Connection connection, String name, OptionalLong read) throws SQLException {
        CustomSegment is = StoredSegments.present(connection, name)
                .orElseThrow(() -> Problem.notFound("There is no custom segment " + name + "."));
        if (read.isPresent() && read.getAsLong() != is.version()) {
            throw Problem.changedMeanwhile("The segment is at version " + is.version() + " by now.");
        }
        return is;
    }

    private static CustomSegment keep(Connection connection, CustomSegment segment) throws SQLException {
        StoredSegments.add(connection, segment);
        return segment;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
