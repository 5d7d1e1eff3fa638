package contacthub.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher decides before it starts anything. */
class LauncherTest {

    @ParameterizedTest
    @CsvSource({ "contact, 8080", "segment, 8081", "notification, 8082", "kafka, 19092", "postgres, 15432"})
    void usesUsualPorts(String part, int port) {
        assertThat(Settings.from(Map.of()).port(part)).isEqualTo(port);
    }

    @Test
    void movesPartToGivenPort() {
        assertThat(Settings.from(Map.of("HUB_PORT_SEGMENT", "9181")).port("segment")).isEqualTo(9181);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "http", "0", "-1", "65536", "80 80"})
    void refusesWhatIsNoPort(String said) {
        assertThatThrownBy(() -> Settings.from(Map.of("HUB_PORT_KAFKA", said)).port("kafka"))
                .isInstanceOf(StackFailure.class).hasMessageContaining("HUB_PORT_KAFKA=").hasMessageContaining("65535");
    }

    @Test
    void refusesPortThatLeavesNoRoomForManagement() {
        assertThatThrownBy(() -> Settings.from(Map.of("HUB_PORT_CONTACT", "65000")).managementPort("contact"))
                .isInstanceOf(StackFailure.class).hasMessageContaining("HUB_PORT_CONTACT");
    }

    @Test
    void leadsFromLettersToThisMachineOnlyWhileTheyStayOnIt() {
        assertThat(Settings.from(Map.of()).linksInLetters("notification")).isEmpty();
        assertThat(Settings.from(Map.of("QUARKUS_MAILER_HOST", "mail.example.org")).linksInLetters("notification"))
                .isEmpty();
        assertThat(Settings.from(Map.of("QUARKUS_MAILER_HOST", "127.0.0.1", "HUB_PORT_NOTIFICATION", "9082"))
                .linksInLetters("notification")).contains("http://127.0.0.1:9082");
        assertThat(Settings.from(Map.of("QUARKUS_MAILER_HOST", "127.0.0.1", "HUB_PUBLIC_URL", "https://hub.example"))
                .linksInLetters("notification")).contains("https://hub.example");
    }

    @Test
    void leavesOutStoresThatOthersRun() {
        Settings settings = Settings
                .from(Map.of("HUB_KAFKA", "broker:9092", "HUB_DATABASE_URL", "jdbc:postgresql://db"));
        assertThat(settings.parts()).extracting(Part::name).containsExactly("contact", "segment", "notification");
        assertThat(settings.bootstrapServers()).isEqualTo("broker:9092");
        assertThat(settings.outsideDatabase().orElseThrow().urlBase()).isEqualTo("jdbc:postgresql://db/");
    }

    @Test
    void namesPartsWhenAskedForUnknownOne() {
        assertThatThrownBy(() -> Settings.from(Map.of()).part("kontakt")).isInstanceOf(StackFailure.class)
                .hasMessageContaining("postgres, kafka, contact, segment, notification");
    }

    @Test
    void doesNotTakeStrangerForOwnProcess(@TempDir Path home) throws Exception {
        Path run = Files.createDirectories(home.resolve("run"));
        Files.writeString(run.resolve("contact.pid"), ProcessHandle.current().pid() + "\n");
        assertThat(new DetachedProcess(home, "contact", "-Dcontacthub.contact=/elsewhere").running()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "not a number", "999999999"})
    void takesUnreadablePidForNothing(String content, @TempDir Path home) throws Exception {
        Path run = Files.createDirectories(home.resolve("run"));
        Files.writeString(run.resolve("contact.pid"), content);
        assertThat(new DetachedProcess(home, "contact", "java").running()).isEmpty();
    }

    @Test
    void keepsSecretReadableByOwnerOnly(@TempDir Path home) throws Exception {
        Secrets secrets = Secrets.of(home);
        assertThat(secrets.get("session-key")).hasSizeGreaterThanOrEqualTo(32).isEqualTo(secrets.get("session-key"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file("session-key"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @CsvSource({ "Linux, amd64, postgres-linux-x86_64.txz", "Linux, aarch64, postgres-linux-arm_64.txz",
            "Mac OS X, x86_64, postgres-darwin-x86_64.txz", "Mac OS X, aarch64, postgres-darwin-arm_64.txz"})
    void carriesPostgresForEveryPlatform(String system, String architecture, String archive) {
        assertThat(PostgresProgram.archiveName(system, architecture)).isEqualTo(archive);
        assertThat(getClass().getResource("/" + archive)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({ "PT59S, 59s", "PT3M4S, 3m 4s", "PT5H6M, 5h 6m", "P2DT7H, 2d 7h"})
    void showsUptimeBriefly(Duration time, String shown) {
        assertThat(Status.readable(time)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({ "phone:+79161234567, phone:%2B79161234567", "external:shop/42, external:shop/42",
            "email:анна@пример.рф, email:%D0%B0%D0%BD%D0%BD%D0%B0%40%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.%D1%80%D1%84"})
    void writesReferenceAsPath(String ref, String path) {
        assertThat(Erase.path(ref)).isEqualTo(path);
    }
}
