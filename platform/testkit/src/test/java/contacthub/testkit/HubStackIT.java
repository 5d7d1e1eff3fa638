package contacthub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stack for tests gives a service what it needs, and outages on demand. */
class HubStackIT {

    private static Map<String, String> settings;

    @BeforeAll
    static void startStack() {
        HubStack stack = new HubStack();
        stack.init(Map.of("database", "segment"));
        settings = stack.start();
    }

    @Test
    void givesSettingsThatConnect() throws SQLException {
        try (Connection connection = connect()) {
            assertThat(connection.getCatalog()).isEqualTo("segment");
        }
        assertThat(settings).containsEntry("quarkus.devservices.enabled", "false")
                .containsEntry("kafka.bootstrap.servers", HubStack.bootstrapServers());
    }

    @Test
    void comesBackOnSamePortAfterOutage() throws SQLException {
        HubStack.stopPostgres();
        assertThatThrownBy(HubStackIT::connect).isInstanceOf(SQLException.class);
        HubStack.startPostgres();
        connect().close();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"), settings.get("quarkus.datasource.password"));
    }
}
