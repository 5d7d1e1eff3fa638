package contacthub.segment.offer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Which offers name a segment, so that it is not deleted under them. */
public final class OffersOfSegment {

    private static final String NAMING = """
            SELECT offer FROM (SELECT DISTINCT ON (offer) offer, segments, withdrawn FROM offer_version
                ORDER BY offer, version DESC) o
            WHERE NOT withdrawn AND ? = ANY (segments) ORDER BY offer""";

    private OffersOfSegment() {
    }

    /** The names of offers that are not withdrawn and are for this segment. */
    public static List<String> of(Connection connection, String segment) throws SQLException {
        List<String> offers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NAMING)) {
            select.setString(1, segment);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    offers.add(row.getString(1));
                }
            }
        }
        return offers;
    }
}
