package contacthub.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Bad requests to one hub, as they are collected. */
abstract class BadRequestList {

    static final String JSON = "application/json";
    static final String NOBODY = "01890000-0000-7000-8000-000000000000";

    private final URI service;
    private final String key;
    private final String administrator;
    private final List<BadRequest> all = new ArrayList<>();

    BadRequestList(RunningHub hub) {
        this(hub, "contact");
    }

    /** Requests to that service. */
    BadRequestList(RunningHub hub, String service) {
        var credentials = hub.parts().credentials();
        this.service = hub.parts().url(service);
        this.key = credentials.getProperty("integration.key");
        this.administrator = Operator.basic(credentials.getProperty("admin.user"),
                credentials.getProperty("admin.password"));
    }

    /** Everything that was collected. */
    final List<BadRequest> all() {
        return all;
    }

    final void read(String what, String path, int status, String field) {
        add(what, get(path, this::asAdministrator), status, field);
    }

    final void act(String what, String path, String body, int status, String field) {
        add(what, post(path, JSON, body, this::asAdministrator), status, field);
    }

    final void add(String what, HttpRequest request, int status, String field) {
        all.add(new BadRequest(what, request, status, field));
    }

    final HttpRequest get(String path, UnaryOperator<HttpRequest.Builder> caller) {
        return builder(path, caller).GET().build();
    }

    final HttpRequest post(String path, String type, String body, UnaryOperator<HttpRequest.Builder> caller) {
        return builder(path, caller).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(UTF_8))).build();
    }

    final HttpRequest patch(String path, String type, String body, Map<String, String> headers) {
        HttpRequest.Builder request = builder(path, this::asAdministrator).header("Content-Type", type);
        headers.forEach(request::header);
        return request.method("PATCH", HttpRequest.BodyPublishers.ofByteArray(body.getBytes(UTF_8))).build();
    }

    final HttpRequest.Builder builder(String path, UnaryOperator<HttpRequest.Builder> caller) {
        return caller.apply(HttpRequest.newBuilder(URI.create(service + path)));
    }

    final HttpRequest.Builder asIntegration(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + key);
    }

    final HttpRequest.Builder asAdministrator(HttpRequest.Builder request) {
        return request.header("Authorization", administrator);
    }

    final HttpRequest.Builder asOperator(HttpRequest.Builder request) {
        return request.header("Authorization", Operator.basic("olga", BadRequest.OPERATOR_PASSWORD));
    }
}
