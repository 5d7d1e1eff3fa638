package contacthub.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

/** The launcher starts, finds again and ends real processes. */
class LauncherIT {

    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void chooseHomeAndPorts() {
        environment.put("HUB_HOME", home.toString());
        environment.put("HUB_CLASS_CACHE", "off");
        for (String part : new String[]{ "postgres", "kafka"}) {
            environment.put(Settings.portVariable(part), Integer.toString(FreePorts.next()));
        }
    }

    @AfterEach
    void endAll() {
        hub("down");
    }

    @Test
    void startsOnlyWhatIsDown() {
        assertThat(hub("up", "postgres", "kafka")).isEqualTo(new Answer(0, ""));
        long broker = pid("kafka");
        long database = pid("postgres");
        Settings.from(environment).part("postgres").process().kill();
        assertThat(hub("up", "postgres", "kafka")).isEqualTo(new Answer(0, ""));
        assertThat(pid("kafka")).isEqualTo(broker);
        assertThat(pid("postgres")).isNotEqualTo(database);
        assertThat(hub("down").code()).isZero();
        assertThat(hub("status").code()).isEqualTo(3);
    }

    @Test
    void startsAgainWithLeftoversOfDeadRun() throws IOException {
        hub("up", "postgres");
        Settings.from(environment).part("postgres").process().kill();
        // The number now belongs to somebody else: to this test.
        Files.writeString(home.resolve("run/postgres.pid"), ProcessHandle.current().pid() + "\n");
        assertThat(hub("up", "postgres")).isEqualTo(new Answer(0, ""));
        assertThat(pid("postgres")).isNotEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void saysWhichPortIsTakenAndHowToMoveIt() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("HUB_PORT_KAFKA", Integer.toString(other.getLocalPort()));
            Answer answer = hub("up", "kafka");
            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.complaint()).contains("port " + other.getLocalPort()).contains("HUB_PORT_KAFKA")
                    .hasLineCount(1);
        }
    }

    @Test
    void saysInOneLineThatServiceIsNotBuilt() {
        Answer answer = hub("up", "contact");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.complaint()).contains("contact-service is not built").hasLineCount(1);
    }

    @Test
    void deletesDataOnlyWhenToldTwice() {
        hub("up", "postgres");
        assertThat(hub("reset").code()).isEqualTo(1);
        assertThat(home.resolve("postgres/data")).exists();
        assertThat(hub("reset", "--yes").code()).isZero();
        assertThat(home.resolve("postgres/data")).doesNotExist();
    }

    @Test
    void bringsBackWhatWasKept(@TempDir Path elsewhere) throws IOException, SQLException {
        Path file = elsewhere.resolve("hub.tgz");
        assertThat(hub("backup", file.toString()).complaint()).contains("there is no data");
        hub("up", "postgres", "kafka");
        sql("CREATE TABLE word (word text)", "INSERT INTO word VALUES ('kept')");
        String password = Settings.from(environment).postgres().password("contact");
        assertThat(hub("backup", file.toString())).isEqualTo(new Answer(0, ""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(hub("status").code()).as("what was up is up again").isEqualTo(3);
        assertThat(pid("kafka")).isPositive();
        assertThat(hub("backup", file.toString()).complaint()).contains("there already").hasLineCount(1);
        sql("INSERT INTO word VALUES ('lost')");
        assertThat(hub("restore", file.toString()).complaint()).contains("--yes").hasLineCount(1);
        Path other = Files.writeString(elsewhere.resolve("other"), "no archive");
        assertThat(hub("restore", other.toString(), "--yes").complaint()).contains("tar failed").hasLineCount(1);
        assertThat(words()).containsExactly("kept", "lost");
        assertThat(hub("restore", file.toString(), "--yes")).isEqualTo(new Answer(0, ""));
        assertThat(hub("up", "postgres", "kafka")).isEqualTo(new Answer(0, ""));
        assertThat(words()).containsExactly("kept");
        assertThat(Settings.from(environment).postgres().password("contact")).isEqualTo(password);
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = connect(); Statement run = connection.createStatement()) {
            for (String statement : statements) {
                run.execute(statement);
            }
        }
    }

    private List<String> words() throws SQLException {
        try (Connection connection = connect();
                Statement run = connection.createStatement();
                ResultSet row = run.executeQuery("SELECT word FROM word ORDER BY word")) {
            List<String> words = new ArrayList<>();
            while (row.next()) {
                words.add(row.getString(1));
            }
            return words;
        }
    }

    private Connection connect() throws SQLException {
        LocalPostgres postgres = Settings.from(environment).postgres();
        return DriverManager.getConnection(postgres.jdbcUrl("contact"), "contact", postgres.password("contact"));
    }

    private long pid(String part) {
        return Settings.from(environment).part(part).process().running().orElseThrow().pid();
    }

    private Answer hub(String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine commands = Hub.commands(environment, Clock.systemUTC());
        commands.setErr(new PrintWriter(err)).setOut(new PrintWriter(new StringWriter()));
        int code = commands.execute(arguments);
        return new Answer(code, err.toString());
    }

    private record Answer(int code, String complaint) {}
}
