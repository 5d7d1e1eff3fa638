package contacthub.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ScreenshotType;

import contacthub.stack.PackagedHub;

/** Pictures of every page for {@code docs/console}, on the month of a made-up shop that {@code ./hub demo} tells of. */
class ConsolePicturesIT {

    private static final int QUALITY = 72;
    private static final List<String> MAIN = List.of("inbox", "customer", "board");
    private static final Path ROOT = Path.of(System.getProperty("contacthub.root", "../.."));

    @Test
    void showsEveryPageAsPeopleSeeIt() {
        assumeTrue(Browser.installed().isPresent(),
                "no Chromium: apt-get install -y --no-install-recommends chromium");
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        try (PackagedHub hub = PackagedHub.empty(ROOT, Path.of("target", "hub-pictures"), Map.of());
                Browser browser = new Browser()) {
            hub.up();
            hub.demo();
            Map<String, String> pages = pages(hub);
            take(hub, browser, pages, new Browser.Look("en", false, Browser.DESKTOP), pages.keySet().stream().toList());
            take(hub, browser, pages, new Browser.Look("ru", true, Browser.PHONE), pages.keySet().stream().toList());
            take(hub, browser, pages, new Browser.Look("ru", true, Browser.DESKTOP), MAIN);
            take(hub, browser, pages, new Browser.Look("en", false, Browser.PHONE), MAIN);
        }
    }

    /** Addresses by the name of the picture. */
    private static Map<String, String> pages(PackagedHub hub) {
        Properties credentials = hub.credentials();
        var administrator = new Operator(hub.url("contact"), credentials.getProperty("admin.user"),
                credentials.getProperty("admin.password"));
        JsonNode worst = administrator.get("/api/v1/conversations?sort=urgent&channel=email").path("data").get(0);
        Map<String, String> pages = new LinkedHashMap<>();
        ConsoleIT.PAGES.forEach(address -> pages.put(address.replace('/', '-'), address));
        pages.put("inbox", "inbox/" + worst.path("id").asText());
        pages.put("customer", "customers/" + worst.path("customer").asText());
        return pages;
    }

    private static void take(PackagedHub hub, Browser browser, Map<String, String> pages, Browser.Look look,
            List<String> wanted) {
        Page page = browser.person(look);
        page.navigate(hub.url("contact") + "/console/");
        Browser.signIn(page, hub);
        for (String name : wanted) {
            page.evaluate("to => location.hash = '#/' + to", pages.get(name));
            assertThat(page.locator("#content > *").first()).isVisible();
            assertThat(page.locator(".skeleton")).hasCount(0);
            page.screenshot(new Page.ScreenshotOptions().setType(ScreenshotType.JPEG).setQuality(QUALITY)
                    .setPath(ROOT.resolve("docs/console/" + name + "-" + look.language()
                            + (look.dark() ? "-dark" : "") + (look.width() == Browser.PHONE ? "-phone" : "")
                            + ".jpg")));
        }
        page.context().close();
    }
}
