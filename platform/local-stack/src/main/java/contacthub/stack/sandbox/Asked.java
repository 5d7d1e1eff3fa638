package contacthub.stack.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;

import contacthub.contracts.Json;

/** One request to the sandbox: its parameters, wherever the vendor lets them be, and its answer. */
record Asked(HttpExchange exchange, String body) {

    static Asked of(HttpExchange exchange) throws IOException {
        return new Asked(exchange, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** The body as JSON; missing where it is none. */
    JsonNode json() {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** What the query, a form or a JSON object say, the last of them first. */
    String parameter(String name) {
        JsonNode own = json().path(name);
        if (own.isValueNode() && !own.isNull()) {
            return own.asText();
        }
        String query = exchange.getRequestURI().getRawQuery();
        return pairs(header("Content-Type").startsWith("application/x-www-form-urlencoded") ? body : "")
                .getOrDefault(name, pairs(query == null ? "" : query).getOrDefault(name, ""));
    }

    private static Map<String, String> pairs(String encoded) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : encoded.split("&")) {
            String[] sides = pair.split("=", 2);
            if (sides.length == 2) {
                pairs.put(URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
            }
        }
        return pairs;
    }

    void answer(int status, Object json) {
        answer(status, "application/json", Json.bytes(json));
    }

    void answer(int status, String type, byte[] bytes) {
        try {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the asker went away", e);
        }
    }
}
