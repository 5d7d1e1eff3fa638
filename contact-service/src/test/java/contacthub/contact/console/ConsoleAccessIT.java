package contacthub.contact.console;

import static contacthub.contact.FrontDoor.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.restassured.response.Response;

import contacthub.contact.RunningService;

/** The console's page, and the session that people get by its form. */
@RunningService
class ConsoleAccessIT {

    private static final String SESSION = "/api/v1/session";
    private static final String PASSWORD = "a-good-password";
    private static final String COOKIE = "hub-session";

    @Test
    void leadsToPageThatRunsNothingOfOthers() {
        given().redirects().follow(false).get("/").then().statusCode(303).header("Location", endsWith("/console/"));
        given().get("/console/").then().statusCode(200).header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Security-Policy", containsString("script-src 'self'; style-src 'self'"))
                .header("Content-Security-Policy", containsString(":8081 http"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
        given().get("/console/app.js").then().statusCode(200).contentType("text/javascript");
        given().get("/_static/lit-html/3.3.1/lit-html.js").then().statusCode(200);
    }

    @Test
    void signsInByFormAndOut() {
        String name = person("operator");
        given().get(SESSION).then().statusCode(401);
        assertThat(signIn(name, "wrong-password").statusCode()).isEqualTo(401);
        assertThat(signIn("nobody-at-all", PASSWORD).statusCode()).isEqualTo(401);
        Response signedIn = signIn(name, PASSWORD);
        assertThat(signedIn.getHeader("Set-Cookie")).contains("HTTPOnly").contains("SameSite=Strict");
        String cookie = signedIn.getCookie(COOKIE);
        given().cookie(COOKIE, cookie).get(SESSION).then().statusCode(200).body("name", equalTo(name))
                .body("roles", equalTo(List.of("operator"))).body("services.segment", containsString(":8081"));
        given().cookie(COOKIE, cookie).header("X-Requested-With", "console").delete(SESSION).then().statusCode(204)
                .header("Set-Cookie", containsString("Max-Age=0"));
        given().cookie(COOKIE, cookie + "x").get(SESSION).then().statusCode(401);
    }

    @Test
    void letsDisabledPersonInNoLonger() {
        String name = person("operator");
        String cookie = signIn(name, PASSWORD).getCookie(COOKIE);
        operator().delete("/api/v1/users/" + name).then().statusCode(200);
        given().cookie(COOKIE, cookie).get(SESSION).then().statusCode(401);
    }

    /** A page of others can make a browser send the cookie, never the header. */
    @Test
    void refusesChangesOfOtherPages() {
        String cookie = signIn(person("operator", "supervisor"), PASSWORD).getCookie(COOKIE);
        Map<String, Object> calendar = Map.of("name", "forged-" + UUID.randomUUID(), "zone", "UTC", "week",
                Map.of("mon", List.of(List.of("09:00", "17:00"))));
        given().cookie(COOKIE, cookie).contentType("application/json").body(calendar).post("/api/v1/calendars").then()
                .statusCode(403).body("detail", containsString("X-Requested-With"));
        operator().get("/api/v1/calendars/" + calendar.get("name")).then().statusCode(404);
        given().cookie(COOKIE, cookie).header("X-Requested-With", "console").contentType("application/json")
                .body(calendar).post("/api/v1/calendars").then().statusCode(201);
        operator().get("/api/v1/calendars/" + calendar.get("name")).then().statusCode(200);
    }

    private static String person(String... roles) {
        String name = "p" + UUID.randomUUID();
        operator().body(Map.of("name", name, "password", PASSWORD, "roles", List.of(roles))).post("/api/v1/users")
                .then().statusCode(201);
        return name;
    }

    private static Response signIn(String name, String password) {
        return given().formParam("j_username", name).formParam("j_password", password).post("/sign-in");
    }
}
