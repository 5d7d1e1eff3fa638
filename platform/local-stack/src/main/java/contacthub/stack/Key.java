package contacthub.stack;

import java.io.IOException;
import java.util.Map;

import contacthub.stack.demo.HubApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The keys by which programs post events. */
@Command(name = "key", description = "Keys of programs that post events.", synopsisSubcommandLabel = "COMMAND")
final class Key {

    private static final String KEYS = "/api/v1/keys";

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    Key(Settings settings) {
        this.settings = settings;
    }

    @Command(description = "All keys, without the keys themselves.")
    int list() throws IOException {
        return Administrator.does(settings, hub -> hub.find("contact", KEYS).orElseThrow().path("data").forEach(
                key -> say("%s%s%n", key.path("name").asText(), key.path("disabled").asBoolean() ? " (revoked)" : "")));
    }

    @Command(description = "Make a key and show it, this once.")
    int create(@Parameters(paramLabel = "NAME", description = "The program.") String name) throws IOException {
        return Administrator.does(settings, hub -> say("%s%n",
                hub.write("contact", "POST", KEYS, Map.of("name", name)).path("key").asText()));
    }

    @Command(description = "Revoke a key, at once.")
    int revoke(@Parameters(paramLabel = "NAME", description = "The program.") String name) throws IOException {
        return Administrator.does(settings, hub -> {
            hub.delete("contact", KEYS + "/" + HubApi.segment(name));
            say("revoked %s%n", name);
        });
    }

    private void say(String format, Object... values) {
        spec.commandLine().getOut().printf(format, values).flush();
    }
}
