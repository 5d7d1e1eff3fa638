package contacthub.contact.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/** Whether the spans are those of the clocks as they are, whatever has happened to them before. */
public final class SpansAndClocks {

    private static final String DIFFERENT = """
            WITH measured AS (
                SELECT k.id, k.conversation_id, k.kind AS clock, c.channel, c.kind, k.segment, k.policy, k.policy_version,
                    k.operator, k.started_at, k.stopped_at, k.state = 'met',
                    (extract(epoch FROM k.stopped_at - k.started_at) * 1000000)::bigint,
                    CASE WHEN k.stopped_at IS NOT NULL THEN k.used_us END
                FROM sla_clock k JOIN conversation c ON c.id = k.conversation_id
                WHERE k.stopped_at IS NOT NULL OR k.state = 'breached'),
            wrong AS (
                (SELECT 'clock', measured::text FROM measured EXCEPT SELECT 'clock', m::text FROM measured_span m)
                UNION ALL
                (SELECT 'span', m::text FROM measured_span m EXCEPT SELECT 'span', measured::text FROM measured))
            SELECT wrong::text FROM wrong ORDER BY 1 LIMIT 20""";

    private SpansAndClocks() {
    }

    /** Compares every clock there is. */
    public static void assertAgree(DataSource source) {
        StringBuilder different = new StringBuilder();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DIFFERENT)) {
            while (row.next()) {
                different.append(row.getString(1)).append('\n');
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        assertThat(different.toString()).isEmpty();
    }
}
