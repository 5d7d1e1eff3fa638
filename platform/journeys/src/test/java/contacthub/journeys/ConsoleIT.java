package contacthub.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;

import contacthub.contracts.Json;

/** The console as people use it, in a real browser, on the packaged services. */
class ConsoleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "a-password-of-journeys";
    private static final String HOSTILE = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1> "
            + "\u202Eexe.cod\u202C \uD83D\uDE00 ";
    /** Every page of the console that needs no id of anything. */
    static final List<String> PAGES = List.of("inbox", "customers", "customers/candidates", "board",
            "reports/times", "reports/honesty", "reports/value", "reports/conversion", "reports/again",
            "segments/matrix", "segments/list", "segments/list/new", "segments/scores", "segments/offers",
            "segments/loyalty", "segments/recalculations", "templates", "templates/reply/any/any/en", "notifications",
            "imports", "settings/policies", "settings/calendars", "settings/calendars/office", "settings/people",
            "settings/trials", "settings/accounts", "settings/privacy", "health");

    private static final String AXE = axe();

    private static RunningHub hub;
    private static Operator administrator;
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start() {
        assumeTrue(Browser.installed().isPresent(),
                "no Chromium: apt-get install -y --no-install-recommends chromium");
        hub = RunningHub.shared();
        administrator = hub.administrator("contact");
        browser = new Browser();
        setDefaultAssertionTimeout(PATIENCE.toMillis());
        person("console-operator", "operator");
        person("console-supervisor", "operator", "supervisor");
        // Due a minute after the contact, at any hour of the day.
        administrator.create("/api/v1/sla-policies", Map.of("name", "console", "position", 2, "match",
                Map.of("kind", "order"), "targets", Map.of("first-reply", Map.of("minutes", 1))));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void leave() {
        if (page != null) {
            page.context().close();
        }
    }

    private static void person(String name, String... roles) {
        administrator.create("/api/v1/users", Map.of("name", name, "password", PASSWORD, "roles", List.of(roles)));
    }

    private void signIn(String name, Browser.Look look) {
        page = browser.person(look);
        page.onConsoleMessage(said -> {
            // Who is not signed in yet and who has bought nothing are told so by a status, which browsers take for an error.
            if (said.type().equals("error") && !said.text().contains("status of 401")
                    && !said.location().contains("/scores")) {
                complaints.add(said.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(hub.parts().url("contact") + "/console/#/inbox");
        fillIn(name);
    }

    private void fillIn(String name) {
        if (name.equals("admin")) {
            Browser.signIn(page, hub.parts());
        } else {
            Browser.signIn(page, name, PASSWORD);
        }
    }

    private void signIn(String name) {
        signIn(name, Browser.Look.USUAL);
    }

    private void open(String address) {
        page.evaluate("to => location.hash = '#/' + to", address);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    /** A contact by e-mail; answers the id of its customer once it is there. */
    private static String contact(String email, String name, String text, String kind, Instant at) {
        String id = UUID.randomUUID().toString();
        ObjectNode event = Json.MAPPER.createObjectNode().put("specversion", "1.0").put("id", id)
                .put("source", "/journeys/console").put("type", RealData.RECEIVED).put("time", at.toString());
        ObjectNode data = event.putObject("data");
        data.put("channel", "email").put("text", text).put("kind", kind).put("thread", id);
        data.putObject("from").put("type", "email").put("value", email);
        data.putObject("profile").put("first", name).put("last", "Console");
        hub.integration().deliver(Posting.single(event));
        Awaitility.await(text).atMost(PATIENCE).ignoreExceptions()
                .until(() -> !words(email, text.strip()).isEmpty());
        return administrator.get("/api/v1/customers/email:" + email).path("id").asText();
    }

    private static List<JsonNode> words(String email, String text) {
        return administrator.timeline("email:" + email).stream()
                .filter(entry -> entry.path("detail").path("text").asText().strip().equals(text)).toList();
    }

    private static String email(String who) {
        return who + "-" + UUID.randomUUID() + "@console.example";
    }

    @Test
    void answersContactWithKeyboardOnly() {
        String email = email("keys");
        contact(email, "Kay", "Is it in stock?", "question", Instant.parse("2026-01-05T10:00:00Z"));
        signIn("console-operator");
        assertThat(page.locator(".items a").first()).containsText("Kay Console");
        page.keyboard().press("j");
        assertThat(page.locator(".items [aria-current=true]")).containsText("Kay Console");
        assertThat(page.locator(".conversation")).containsText("Is it in stock?");
        page.keyboard().press("a");
        assertThat(page.locator(".toast")).containsText("It is yours");
        page.keyboard().press("r");
        assertThat(page.locator("#field-reply")).isFocused();
        page.keyboard().type("Yes, it is.");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".conversation .ours")).containsText("Yes, it is.");
        assertThat(words(email, "Yes, it is.")).singleElement()
                .satisfies(entry -> assertThat(entry.path("operator").asText()).isEqualTo("console-operator"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void countsDownAndTurnsAtDueMoment() {
        signIn("console-operator");
        contact(email("clock"), "Clara", "Where is the parcel?", "order", Instant.now().minusSeconds(48));
        Locator clara = page.locator(".items li", new Page.LocatorOptions().setHasText("Clara Console"));
        Locator clock = clara.locator(".countdown");
        assertThat(clock).hasClass(Pattern.compile("soon"));
        String before = clock.innerText();
        assertThat(clock).not().hasText(before);
        assertThat(clock).hasClass(Pattern.compile("over"),
                new LocatorAssertions.HasClassOptions().setTimeout(20_000));
        clara.locator("a").click();
        assertThat(page.locator(".clocks")).containsText("over");
    }

    @Test
    void showsNewMessageInOpenTimeline() {
        String email = email("live");
        String customer = contact(email, "Liv", "First words.", "question", Instant.now());
        signIn("console-operator");
        open("customers/" + customer);
        assertThat(page.locator(".timeline")).containsText("First words.");
        contact(email, "Liv", "Words that come by themselves.", "question", Instant.now());
        assertThat(page.locator(".timeline")).containsText("Words that come by themselves.");
        assertThat(complaints).isEmpty();
    }

    @Test
    void mergesAfterPreviewAndUndoes() {
        String first = email("merge");
        String other = email("merge");
        String customer = contact(first, "Mary", "One.", "question", Instant.now());
        contact(other, "Marie", "Two.", "question", Instant.now());
        signIn("console-supervisor");
        open("customers/" + customer);
        assertThat(page.locator(".timeline")).containsText("One.");
        button(page, "Merge").first().click();
        page.fill("dialog #field-q", other);
        page.keyboard().press("Enter");
        page.locator("dialog .items button").first().click();
        assertThat(page.locator("dialog .notice")).containsText("Nothing has changed yet");
        assertThat(page.locator("dialog")).containsText(other);
        assertThat(page.locator(".timeline")).not().containsText("Two.");
        page.locator("dialog").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Merge")).click();
        assertThat(page.locator(".timeline")).containsText("Two.");
        page.locator(".tabs.wrap").getByText("Merges").click();
        page.locator("aside").getByText("Undo").click();
        page.locator("dialog").getByText("Undo").click();
        assertThat(page.locator("aside")).containsText("Undone");
        Awaitility.await("the undo").atMost(PATIENCE).until(
                () -> !administrator.get("/api/v1/customers/email:" + other).path("id").asText().equals(customer));
        assertThat(complaints).isEmpty();
    }

    @Test
    void editsCalendarAndTriesIt() {
        administrator.create("/api/v1/calendars", Map.of("name", "console-days", "zone", "UTC", "week",
                Map.of("mon", List.of(List.of("09:00", "17:00")))));
        signIn("console-supervisor");
        open("settings/calendars/console-days");
        page.fill("#field-day-mon", "10:00-12:00, 13:00-14:00");
        page.selectOption("#field-op", "between");
        page.fill("#field-start", "2026-01-05T00:00");
        page.fill("#field-end", "2026-01-06T00:00");
        button(page, "Try").click();
        assertThat(page.locator(".notice.good")).containsText("3 h");
        assertThat(week()).contains("09:00");
        button(page, "Save").click();
        assertThat(page.locator(".toast")).containsText("Saved");
        assertThat(week()).contains("10:00", "14:00").doesNotContain("09:00");
        assertThat(complaints).isEmpty();
    }

    private static String week() {
        return administrator.get("/api/v1/calendars/console-days").path("week").toString();
    }

    @Test
    void writesSegmentRuleSeesItsSizeAndSavesIt() {
        // True of nobody, so that no other journey finds itself in it.
        String name = "custom.console-" + UUID.randomUUID().toString().substring(0, 8);
        signIn("console-supervisor");
        open("segments/list/new");
        page.fill("#field-name", name);
        page.fill("#field-expression", "purchases(90) = 77");
        assertThat(page.locator(".notice.bad")).containsText("Character");
        page.fill("#field-expression", "purchases(90) == 77");
        assertThat(page.locator(".notice.good [data-size]")).hasText(Pattern.compile("\\d+ customers?"));
        button(page, "Save").click();
        assertThat(page.locator("tbody")).containsText(name);
        JsonNode saved = hub.administrator("segment").get("/api/v1/segments/" + name);
        assertThat(saved.path("expression").asText()).isEqualTo("purchases(90) == 77");
    }

    @Test
    void keepsOperatorsOutOfSettings() {
        signIn("console-operator");
        assertThat(page.locator("nav.menu")).not().containsText("Settings");
        open("settings");
        assertThat(page.locator("#content")).containsText("Your role does not allow this.");
        open("settings/accounts");
        assertThat(page.locator("#content")).containsText("Your role does not allow this.");
        open("segments/list");
        assertThat(page.locator("tbody")).containsText("VIP");
        assertThat(page.locator("#content")).not().containsText("New segment");
    }

    @Test
    void asksToSignInAgainAndKeepsWhatWasWritten() {
        contact(email("session"), "Sean", "Are you there?", "question", Instant.parse("2026-01-05T09:00:00Z"));
        signIn("console-operator");
        page.locator(".items a", new Page.LocatorOptions().setHasText("Sean Console")).first().click();
        button(page, "Answer").click();
        page.fill("#field-reply", "Half an answ");
        page.context().clearCookies();
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".veil")).containsText("Your session has ended");
        fillIn("console-operator");
        assertThat(page.locator(".veil")).hasCount(0);
        button(page, "Answer").click();
        assertThat(page.locator("#field-reply")).hasValue("Half an answ");
    }

    @Test
    void showsHostileTextAsText() {
        String email = email("hostile");
        String customer = contact(email, "<b>Hans</b>\u202E", HOSTILE + "x".repeat(59_800), "question", Instant.now());
        signIn("console-operator");
        open("customers/" + customer);
        assertThat(page.locator(".timeline")).containsText("<script>window.hacked=1</script>");
        assertThat(page.locator("h1")).containsText("<b>Hans</b>");
        button(page, "Show all of it").click();
        assertThat(page.locator(".timeline .long", new Page.LocatorOptions().setHasText("<script>"))
                .innerText().length()).isGreaterThan(59_800);
        assertThat(page.evaluate("window.hacked === undefined && !document.querySelector('.timeline img')"))
                .isEqualTo(true);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth - innerWidth")).isLessThanOrEqualTo(0);
        assertThat(complaints).isEmpty();
    }

    @Test
    void saysWhichServiceIsAwayWhileTheRestWorks() {
        String customer = contact(email("away"), "Abe", "Still here.", "question", Instant.now());
        signIn("console-operator");
        hub.parts().kill("segment");
        try {
            open("customers/" + customer);
            assertThat(page.locator(".timeline")).containsText("Still here.");
            page.locator(".tabs.wrap").getByText("Segments").click();
            assertThat(page.locator("aside .notice").first()).containsText("segment-service does not answer");
            page.locator(".tabs.wrap").getByText("Preferences").click();
            assertThat(page.locator("aside")).containsText("Channels, most wanted first");
        } finally {
            hub.parts().up("segment");
        }
        page.reload();
        page.locator(".tabs.wrap").getByText("Segments").click();
        assertThat(page.locator("aside .notice.bad")).hasCount(0);
    }

    @Test
    void hasNothingSeriousForAxeAndFewBytesOfScript() {
        String customer = contact(email("axe"), "Axel", "Can everybody read this?", "question", Instant.now());
        String conversation = administrator.get("/api/v1/customers/" + customer + "/card").path("open_conversations")
                .get(0).path("id").asText();
        for (boolean dark : new boolean[]{ false, true}) {
            signIn("admin", new Browser.Look(dark ? "ru" : "en", dark, dark ? Browser.PHONE : Browser.DESKTOP));
            List<String> addresses = new ArrayList<>(PAGES);
            addresses.add("inbox/" + conversation);
            addresses.add("customers/" + customer);
            for (String address : addresses) {
                open(address);
                assertNothingSerious(address);
            }
            customerHasNothingSerious();
            assertThat((int) page.evaluate("performance.getEntriesByType('resource').filter(one => "
                    + "one.name.endsWith('.js')).reduce((all, one) => all + one.encodedBodySize, 0)"))
                    .as("bytes of script, as they are sent").isBetween(20_000, 150_000);
            assertThat(complaints).isEmpty();
            page.context().close();
        }
        page = null;
    }

    /** Each of its tabs and dialogs. */
    private void customerHasNothingSerious() {
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)");
        for (Locator tab : page.locator(".tabs.wrap button").all()) {
            tab.click();
            assertNothingSerious("tab " + tab.innerText());
        }
        for (String key : List.of("w", "e", "m", "?")) {
            page.locator("#content").focus();
            page.keyboard().press(key);
            assertThat(page.locator("dialog[open]")).hasCount(1);
            assertNothingSerious("dialog by " + key);
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog[open]")).hasCount(0);
        }
    }

    private void assertNothingSerious(String where) {
        assertThat(page.locator(".skeleton")).hasCount(0);
        assertThat(findings()).as(where + " of " + page.evaluate("document.documentElement.lang")).isEmpty();
        assertThat(untranslated()).as(where).isEmpty();
    }

    /** What axe-core finds that is serious or critical. */
    private List<?> findings() {
        page.evaluate(AXE);
        return (List<?>) page.evaluate("axe.run().then(found => found.violations.filter(one => "
                + "['serious', 'critical'].includes(one.impact)).map(one => one.id + ': ' + one.nodes[0].html))");
    }

    private static String axe() {
        try (InputStream in = ConsoleIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keys of words that a language has not. */
    private List<?> untranslated() {
        return (List<?>) page.evaluate("[...document.body.innerText.matchAll("
                + "/\\b(hub|nav|inbox|customers?|conversation|board|reports|segments|templates|notifications|imports|"
                + "settings|health|merge|decision|preference|consent|write|trials|privacy|fact|entry|delivery|value|keys|template)\\.[a-z][A-Za-z._-]+/g)]"
                + ".map(found => found[0])");
    }
}
