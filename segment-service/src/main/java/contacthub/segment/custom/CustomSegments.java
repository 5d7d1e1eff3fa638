package contacthub.segment.custom;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The custom segments there are. */
public final class CustomSegments {

    private CustomSegments() {
    }

    /** Their names, in order. */
    public static List<String> names(Connection connection) throws SQLException {
        return StoredSegments.newest(connection).stream().filter(segment -> !segment.deleted())
                .map(CustomSegment::name).toList();
    }
}
