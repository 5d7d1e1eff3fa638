package contacthub.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One database per service, owned by a user of the same name who can connect to nothing else. Every step may have been
 * done before, so a start that was cut short is completed by the next.
 */
final class Databases {

    static final List<String> NAMES = List.of("contact", "segment", "notification");

    private static final List<String> EXTENSIONS = List.of("pg_trgm", "unaccent");

    private final int port;
    private final Secrets secrets;

    Databases(int port, Secrets secrets) {
        this.port = port;
        this.secrets = secrets;
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String password(String user) {
        return secrets.get("postgres-" + user);
    }

    boolean answering() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    void ensure() throws SQLException {
        try (Connection server = connect("postgres")) {
            run(server, "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
            for (String name : NAMES) {
                ensure(server, name);
            }
        }
    }

    private void ensure(Connection server, String name) throws SQLException {
        if (!answers(server, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
            run(server, "CREATE ROLE " + name + " LOGIN");
        }
        // Set each time: the password file may have been restored or made anew.
        run(server, "ALTER ROLE " + name + " PASSWORD '" + password(name) + "'");
        if (!answers(server, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
            run(server, "CREATE DATABASE " + name + " OWNER " + name);
        }
        run(server, "REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC");
        try (Connection database = connect(name)) {
            for (String extension : EXTENSIONS) {
                run(database, "CREATE EXTENSION IF NOT EXISTS " + extension);
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), "postgres", password("postgres"));
    }

    private static boolean answers(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
