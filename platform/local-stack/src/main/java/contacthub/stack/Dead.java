package contacthub.stack;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.stack.demo.HubApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The dead letters of all services: what they could not take, why, and once more. */
@Command(name = "dead", description = "Records that a service could not take.", synopsisSubcommandLabel = "COMMAND")
final class Dead {

    private static final String LETTERS = "/api/v1/dead-letters";
    /** Whose it is, is in its id. */
    private static final Pattern ID = Pattern.compile(".*\\.dead\\.(\\w+)-service~\\d+~\\d+");

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    Dead(Settings settings) {
        this.settings = settings;
    }

    @Command(description = "The newest of each service: id, when, type, reason.")
    int list() throws IOException {
        return Administrator.does(settings, hub -> Administrator.SERVICES.forEach(service -> letters(hub, service)
                .forEach(letter -> say("%s  %s  %s  %s%s%n", letter.path("id").asText(), letter.path("at").asText(),
                        letter.path("type").asText("-"), letter.path("reason").asText("-"),
                        letter.hasNonNull("redriven_at")
                                ? " (sent again " + letter.path("redriven_at").asText() + ")"
                                : ""))));
    }

    @Command(description = "All of one, with its data.")
    int show(@Parameters(paramLabel = "ID") String id) throws IOException {
        return Administrator.does(settings, hub -> {
            JsonNode letter = StreamSupport.stream(letters(hub, service(id)).spliterator(), false)
                    .filter(one -> one.path("id").asText().equals(id)).findFirst()
                    .orElseThrow(() -> new StackFailure("there is no " + id + " among the newest: see hub dead list"));
            say("%s%n", letter.toPrettyString());
        });
    }

    @Command(description = "Send it, or several, again to where they came from.")
    int redrive(@Parameters(paramLabel = "ID", arity = "1..*") List<String> ids) throws IOException {
        return Administrator.does(settings, hub -> ids.forEach(id -> {
            hub.write(service(id), "POST", LETTERS + "/" + HubApi.segment(id) + "/redrive", Map.of());
            say("sent %s again%n", id);
        }));
    }

    private static JsonNode letters(HubApi hub, String service) {
        return hub.find(service, LETTERS).orElseThrow().path("data");
    }

    private static String service(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches() || !Administrator.SERVICES.contains(parts.group(1))) {
            throw new StackFailure(id + " is no id of a dead letter: see hub dead list");
        }
        return parts.group(1);
    }

    private void say(String format, Object... values) {
        spec.commandLine().getOut().printf(format, values).flush();
    }
}
