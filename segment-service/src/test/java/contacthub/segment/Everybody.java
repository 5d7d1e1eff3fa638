package contacthub.segment;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import contacthub.testkit.HubStack;
import contacthub.testkit.TestAccounts;

/** The customers of a test that has them all to itself, as they are kept, and the recalculation of all of them. */
public final class Everybody {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DATABASE = "notification";
    private static final String RECALCULATIONS = "/api/v1/recalculations";

    private Everybody() {
    }

    /** Forgets all customers and custom segments; what the rules of scoring are stays, and nothing is measured before the next recalculation. */
    public static void forget() {
        awaitNoRecalculation();
        execute("TRUNCATE customer, purchase, purchase_day, score, membership, resting_membership, segment_change, "
                + "redirect, address_home, second_purchase, purchase_due, matter, latest_contact, recalculation, service_day, visit_day, "
                + "relationship_change, business, loyalty_entry, loyalty_programme, "
                + "customer_profile, contact_day, custom_segment_version, custom_segment_check, custom_segment_pass, "
                + "segment_use; "
                + "INSERT INTO second_purchase (category, customers, bought_again, measured_at) VALUES ('*', 0, 0, now())");
    }

    /** Waits until so many purchases are kept, with all that follows from them. */
    public static void awaitPurchases(long count) {
        await().atMost(PATIENCE).until(() -> number("SELECT count(*) FROM purchase") == count);
    }

    /** Scores everybody anew; answers how many were changed by that. */
    public static int recalculate() {
        String id = Caller.as(TestAccounts.SUPERVISOR).post(RECALCULATIONS).then().statusCode(202).extract()
                .path("id");
        return ended(id);
    }

    /** Waits for a recalculation to be done; answers how many it changed. */
    public static int ended(String id) {
        return await().atMost(PATIENCE)
                .until(() -> Caller.as(TestAccounts.SUPERVISOR).get(RECALCULATIONS + "/" + id).jsonPath(),
                        job -> "done".equals(job.getString("state")) && job.getInt("percent") == 100)
                .getInt("changed");
    }

    /** Waits for the one that is open, if there is one. */
    public static void awaitNoRecalculation() {
        await().atMost(PATIENCE).until(() -> number(
                "SELECT count(*) FROM recalculation WHERE state IN ('waiting', 'running')") == 0);
    }

    /** Makes a further version of the rules and waits until everybody is scored by it. */
    public static void rule(Map<String, ?> patch) {
        Caller.as(TestAccounts.SUPERVISOR).contentType("application/merge-patch+json").body(patch)
                .patch("/api/v1/scoring-rules/newest").then().statusCode(200);
        awaitNoRecalculation();
    }

    /** Rows of a query, each as one text. */
    public static List<String> rows(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(text(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    private static String text(ResultSet row) throws SQLException {
        List<String> fields = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            fields.add(row.getString(column));
        }
        return String.join("|", fields.stream().map(String::valueOf).toList());
    }

    public static long number(String query) {
        return Long.parseLong(rows(query).get(0));
    }

    public static void execute(String statement) {
        try (Connection connection = connect(); Statement execution = connection.createStatement()) {
            execution.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }

    /** A connection to the database of the test. */
    public static Connection connect() throws SQLException {
        return DriverManager.getConnection(HubStack.jdbcUrl(DATABASE), DATABASE, HubStack.password(DATABASE));
    }
}
