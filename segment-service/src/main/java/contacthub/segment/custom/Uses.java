package contacthub.segment.custom;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import contacthub.contracts.SegmentUseFact;
import contacthub.runtime.event.Received;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;
import contacthub.segment.offer.OffersOfSegment;

/** What depends on segments: what others told that they name, and the offers of this service. */
final class Uses {

    private static final String LEARN = """
            INSERT INTO segment_use AS u (used_by, segments, version) VALUES (?, ?, ?)
            ON CONFLICT (used_by) DO UPDATE SET segments = excluded.segments, version = excluded.version
            WHERE u.version < excluded.version""";
    private static final String OF = "SELECT used_by FROM segment_use WHERE ? = ANY (segments) ORDER BY used_by";

    private Uses() {
    }

    /** Takes what events tell of uses; others are skipped. */
    static void learn(Connection connection, List<Received> events) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(LEARN)) {
            for (Received event : events) {
                if (event.is(SegmentUseFact.Declared.class)) {
                    var use = event.as(SegmentUseFact.Declared.class);
                    upsert.setString(1, use.usedBy());
                    upsert.setArray(2, connection.createArrayOf("text", use.segments().toArray()));
                    upsert.setLong(3, use.version());
                    upsert.executeUpdate();
                }
            }
        }
    }

    /** Everything that names a segment, such as {@code sla-policy/vip}. */
    static List<String> of(Connection connection, String segment) throws SQLException {
        List<String> uses = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OF)) {
            select.setString(1, segment);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    uses.add(row.getString(1));
                }
            }
        }
        OffersOfSegment.of(connection, segment).forEach(offer -> uses.add("offer/" + offer));
        return uses;
    }

    /** A 409 problem that lists the uses, where there are any. */
    static void refuse(String segment, List<String> uses) {
        if (!uses.isEmpty()) {
            throw Problem.conflict(segment + " is used by " + String.join(", ", uses) + ".",
                    uses.stream().map(use -> new FieldError(use, "names this segment")).toList());
        }
    }
}
