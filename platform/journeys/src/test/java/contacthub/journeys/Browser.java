package contacthub.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;

import contacthub.stack.PackagedHub;

/** Debian's Chromium; each person in it has cookies and memory of their own. */
final class Browser implements AutoCloseable {

    static final int DESKTOP = 1280;
    static final int PHONE = 390;

    private final Playwright playwright = Playwright.create(new Playwright.CreateOptions()
            .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final com.microsoft.playwright.Browser chromium = playwright.chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(installed().orElseThrow())
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));

    /** Where Chromium is installed, if it is. */
    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").map(Path::of)
                .filter(Files::isExecutable).findFirst();
    }

    /** How somebody looks at the console. */
    record Look(String language, boolean dark, int width) {

        static final Look USUAL = new Look("en", false, DESKTOP);
    }

    /** A new person on an empty page. */
    Page person(Look look) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(look.width, look.width == PHONE ? 844 : 860).setTimezoneId("Europe/Moscow")
                .setLocale(look.language.equals("ru") ? "ru-RU" : "en-GB")
                .setColorScheme(look.dark ? ColorScheme.DARK : ColorScheme.LIGHT));
        context.setDefaultTimeout(15_000);
        return context.newPage();
    }

    /** Fills in the console's form on the page at hand, and waits until it lets in. */
    static void signIn(Page page, String name, String password) {
        page.fill("#field-name", name);
        page.fill("#field-password", password);
        page.keyboard().press("Enter");
        page.locator("nav.menu").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        assertThat(page.locator("#field-password")).hasCount(0);
    }

    /** The same as the administrator that a new hub has. */
    static void signIn(Page page, PackagedHub hub) {
        signIn(page, hub.credentials().getProperty("admin.user"), hub.credentials().getProperty("admin.password"));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
