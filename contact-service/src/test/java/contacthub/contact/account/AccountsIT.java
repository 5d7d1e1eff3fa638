package contacthub.contact.account;

import static contacthub.contact.FrontDoor.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import contacthub.contact.RunningService;
import contacthub.contracts.Topics;
import contacthub.testkit.KafkaProbe;

@RunningService
class AccountsIT {

    @Test
    void letsANewOperatorInWithinHerRoleUntilDisabled() {
        String name = "olga-" + UUID.randomUUID();
        operator().body(Map.of("name", name, "password", "correct horse", "roles", List.of("operator")))
                .post("/api/v1/users").then().statusCode(201);
        assertThat(status(name, "correct horse", "/api/v1/conversations")).isEqualTo(200);
        assertThat(status(name, "wrong horse!", "/api/v1/conversations")).isEqualTo(401);
        assertThat(status(name, "correct horse", "/api/v1/users")).isEqualTo(403);
        operator().body(Map.of("password", "battery staple")).put("/api/v1/users/" + name + "/password").then()
                .statusCode(200);
        assertThat(status(name, "battery staple", "/api/v1/conversations")).isEqualTo(200);
        operator().delete("/api/v1/users/" + name).then().statusCode(200);
        assertThat(status(name, "battery staple", "/api/v1/conversations")).isEqualTo(401);
    }

    private static int status(String name, String password, String path) {
        return given().auth().preemptive().basic(name, password).get(path).statusCode();
    }

    @Test
    void showsAKeyOnceAndTellsTheOtherServicesItsHashOnly() {
        String name = "shop-" + UUID.randomUUID();
        String key = operator().body(Map.of("name", name)).post("/api/v1/keys").then().statusCode(201).extract()
                .path("key");
        await().until(() -> given().header("Authorization", "Bearer " + key).contentType("application/cloudevents+json")
                .body("{}").post("/api/v1/events").statusCode() == 400);
        operator().get("/api/v1/keys").then().body("data.name", hasItem(name)).body("data.hash", equalTo(nulls()));
        try (KafkaProbe probe = KafkaProbe.open()) {
            var fact = probe.await(Topics.ACCOUNTS, one -> KafkaProbe.text(one).contains(name));
            assertThat(KafkaProbe.text(fact)).doesNotContain(key);
        }
        operator().delete("/api/v1/keys/" + name).then().statusCode(200);
        await().until(
                () -> given().header("Authorization", "Bearer " + key).post("/api/v1/events").statusCode() == 401);
    }

    private static List<Object> nulls() {
        int keys = operator().get("/api/v1/keys").jsonPath().getList("data").size();
        return java.util.Collections.nCopies(keys, null);
    }

    @Test
    void refusesWhatMakesNoAccount() {
        operator().body(Map.of("name", "x", "password", "short", "roles", List.of("operator"))).post("/api/v1/users")
                .then()
                .statusCode(400).body("errors[0].field", equalTo("password"));
        operator().body(Map.of("name", "x", "password", "long enough", "roles", List.of("integration")))
                .post("/api/v1/users").then().statusCode(400).body("errors[0].field", equalTo("roles"));
        operator().delete("/api/v1/users/nobody").then().statusCode(404);
    }

    @Test
    void leavesTheFirstSecretsReadableByTheirOwnerOnly() throws Exception {
        var permissions = Files.getPosixFilePermissions(Path.of("target/test-credentials.properties"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }
}
