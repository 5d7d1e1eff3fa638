package contacthub.journeys;

import java.net.http.HttpRequest;
import java.util.function.UnaryOperator;

/** The bad requests about templates: words that mean nothing, texts that cannot be rendered, versions that are not there. */
final class BadTemplateRequests extends BadRequestList {

    private static final String TEMPLATES = "/api/v1/templates";
    private static final String SHIPPED = TEMPLATES + "/reply/any/any/ru";
    private static final String TRY = TEMPLATES + "/try";

    BadTemplateRequests(RunningHub hub) {
        super(hub, "notification");
        additions();
        drafts();
        readings();
        trials();
    }

    private void additions() {
        act("a template of nothing", TEMPLATES, "", 400, "body");
        act("a template that is a list", TEMPLATES, "[]", 400, "body");
        act("a template without a name", TEMPLATES, "{\"language\":\"ru\"}", 400, "name");
        act("a template called try", TEMPLATES, "{\"name\":\"try\",\"language\":\"ru\"}", 400, "name");
        act("a template with a path for a name", TEMPLATES, "{\"name\":\"../x\",\"language\":\"ru\"}", 400, "name");
        act("a template with NUL in its name", TEMPLATES, "{\"name\":\"a\\u0000\",\"language\":\"ru\"}", 400, "name");
        act("a template in no language", TEMPLATES, "{\"name\":\"a\"}", 400, "language");
        act("a template in German", TEMPLATES, "{\"name\":\"a\",\"language\":\"de\"}", 400, "language");
        act("a template for pigeons", TEMPLATES, "{\"name\":\"a\",\"language\":\"ru\",\"channel\":\"pigeon\"}", 400,
                "channel");
        act("a template for gifts", TEMPLATES, "{\"name\":\"a\",\"language\":\"ru\",\"category\":\"gift\"}", 400,
                "category");
        act("a template without a text", TEMPLATES, "{\"name\":\"a\",\"language\":\"ru\",\"subject\":\"s\"}", 400,
                "text");
        add("a template by an operator", post(TEMPLATES, JSON, "{}", this::asOperator), 403, "");
        add("a template by an integration", post(TEMPLATES, JSON, "{}", this::asIntegration), 403, "");
    }

    private void drafts() {
        draft("a draft of no JSON", "{", 400, "body");
        draft("a draft of nothing", "", 400, "body");
        draft("a draft without a subject", "{\"text\":\"t\"}", 400, "subject");
        draft("a draft with a subject of two lines", "{\"subject\":\"a\\nb\",\"text\":\"t\"}", 400, "subject");
        draft("a draft with a subject of 501 characters", "{\"subject\":\"" + "x".repeat(501) + "\",\"text\":\"t\"}",
                400, "subject");
        draft("a draft without a text", "{\"subject\":\"s\"}", 400, "text");
        draft("a draft that is a number", "{\"subject\":\"s\",\"text\":[1]}", 400, "text");
        text("a draft of 20,001 characters", "x".repeat(20_001));
        text("a draft with NUL", "\\u0000");
        text("a draft with half of a surrogate pair", "\\ud800");
        text("a draft that loops", "{#for i in 1000000000}x{/for}");
        text("a draft that includes", "{#include secrets /}");
        text("a draft that reaches for Java", "{text.getClass}");
        text("a draft that reaches for the configuration", "{config:['quarkus.datasource.password']}");
        text("a draft that does not end", "{#if text}");
        text("a draft of braces", "{".repeat(10_000));
        text("a draft of something unknown", "{promised}");
        add("a draft by an operator", put(this::asOperator, "{\"subject\":\"s\",\"text\":\"t\"}"), 403, "");
        add("a draft of a version in words", put(request -> asAdministrator(request).header("If-Match", "newest"),
                "{\"subject\":\"s\",\"text\":\"t\"}"), 400, "If-Match");
        add("a draft of version 999", put(request -> asAdministrator(request).header("If-Match", "\"999\""),
                "{\"subject\":\"s\",\"text\":\"t\"}"), 412, "");
        act("publishing what nobody wrote", SHIPPED + "/publish", "{}", 404, "");
        act("publishing a version in words", SHIPPED + "/publish", "{\"version\":\"newest\"}", 400, "version");
        act("withdrawing what nobody wrote", SHIPPED + "/withdraw", "{}", 404, "");
        add("publishing by an operator", post(SHIPPED + "/publish", JSON, "{}", this::asOperator), 403, "");
        add("withdrawing by an operator", post(SHIPPED + "/withdraw", JSON, "{}", this::asOperator), 403, "");
    }

    private void readings() {
        read("an unknown template", TEMPLATES + "/nobody/any/any/ru", 404, "");
        read("a template of words that mean nothing", TEMPLATES + "/reply/gift/pigeon/de", 400, "channel");
        read("templates of a name with NUL", TEMPLATES + "?name=%00", 400, "name");
        read("100,000 templates at once", TEMPLATES + "?page%5Bsize%5D=100000", 400, "page[size]");
        read("versions from a cursor that is none", SHIPPED + "/versions?page%5Bafter%5D=x", 400, "page[after]");
        read("uses from a cursor that is none", SHIPPED + "/uses?page%5Bafter%5D=-1", 400, "page[after]");
        read("an unknown version", SHIPPED + "/versions/999", 404, "");
        read("a version in words", SHIPPED + "/versions/newest", 400, "version");
        add("templates read by an integration", get(TEMPLATES, this::asIntegration), 403, "");
    }

    private void trials() {
        act("a trial of no template", TRY, "{}", 400, "template");
        act("a trial that is no object", TRY, "[]", 400, "body");
        act("a trial of a number", TRY, "{\"template\":1}", 400, "template");
        act("a trial of 300 KiB", TRY, "{\"template\":\"" + "x".repeat(300 * 1024) + "\"}", 413, "body");
        act("a trial with data in a list", TRY, "{\"template\":\"x\",\"data\":[]}", 400, "data");
        act("a trial with data in data", TRY, "{\"template\":\"x\",\"data\":{\"a\":{}}}", 400, "data.a");
        act("a trial with data called class.name", TRY, "{\"template\":\"x\",\"data\":{\"class.name\":\"x\"}}", 400,
                "data.class.name");
        act("a trial with NUL in data", TRY, "{\"template\":\"x\",\"data\":{\"a\":\"\\u0000\"}}", 400, "data.a");
        act("a trial of something unknown", TRY, "{\"template\":\"{b}\",\"data\":{\"a\":\"x\"}}", 400, "template");
        act("a trial that evaluates", TRY, "{\"template\":\"{#eval a /}\",\"data\":{\"a\":\"x\"}}", 400, "template");
        act("a trial of beans", TRY, "{\"template\":\"{cdi:mailer}\",\"data\":{}}", 400, "template");
        act("a trial of HTML in words", TRY, "{\"template\":\"x\",\"html\":\"please\"}", 400, "html");
        act("a trial in German", TRY, "{\"template\":\"x\",\"language\":\"de\"}", 400, "language");
        act("a trial of a name nobody wrote for", TRY, "{\"name\":\"nobody\",\"language\":\"ru\"}", 404, "");
        add("a trial for a customer by an integration", post(TRY, JSON,
                "{\"template\":\"x\",\"customer\":\"" + NOBODY + "\"}", this::asIntegration), 403, "");
        act("a trial for a stranger", TRY, "{\"template\":\"x\",\"customer\":\"" + NOBODY + "\"}", 404, "");
        act("a trial for a customer that is none", TRY, "{\"template\":\"x\",\"customer\":\"me\"}", 400, "customer");
    }

    private void text(String what, String text) {
        draft(what, "{\"subject\":\"s\",\"text\":\"" + text + "\"}", 400, "text");
    }

    private void draft(String what, String body, int status, String field) {
        add(what, put(this::asAdministrator, body), status, field);
    }

    private HttpRequest put(UnaryOperator<HttpRequest.Builder> caller, String body) {
        return builder(SHIPPED + "/draft", caller).header("Content-Type", JSON)
                .PUT(HttpRequest.BodyPublishers.ofString(body)).build();
    }
}
