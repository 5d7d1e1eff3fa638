package contacthub.stack;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.stack.demo.HubApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The people who sign in. Passwords are made here and shown once, or asked for at the terminal: never an argument. */
@Command(name = "user", description = "People who sign in.", synopsisSubcommandLabel = "COMMAND")
final class User {

    private static final String USERS = "/api/v1/users";

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    User(Settings settings) {
        this.settings = settings;
    }

    @Command(description = "Everybody, with roles.")
    int list() throws IOException {
        return Administrator.does(settings, hub -> hub.find("contact", USERS).orElseThrow().path("data")
                .forEach(user -> say("%s %s%s%n", user.path("name").asText(), roles(user),
                        user.path("disabled").asBoolean() ? " (disabled)" : "")));
    }

    @Command(description = "Add a person; without --password one is made and shown, this once.")
    int add(@Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", paramLabel = "ROLE", defaultValue = "operator", description = "operator (default), supervisor or administrator; may be repeated.") List<String> roles,
            @Option(names = "--password", interactive = true, description = "Ask for the password.") String asked)
            throws IOException {
        String password = asked == null ? Secrets.random() : asked;
        return Administrator.does(settings, hub -> {
            hub.write("contact", "POST", USERS, Map.of("name", name, "password", password, "roles", roles));
            say(asked == null ? "%2$s%n" : "added %1$s%n", name, password);
        });
    }

    @Command(description = "Give a new password; without --password one is made and shown, this once.")
    int password(@Parameters(paramLabel = "NAME") String name,
            @Option(names = "--password", interactive = true, description = "Ask for the password.") String asked)
            throws IOException {
        String password = asked == null ? Secrets.random() : asked;
        return Administrator.does(settings, hub -> {
            hub.write("contact", "PUT", path(name) + "/password", Map.of("password", password));
            say(asked == null ? "%2$s%n" : "changed that of %1$s%n", name, password);
        });
    }

    @Command(description = "Let a person in no longer, from now on.")
    int disable(@Parameters(paramLabel = "NAME") String name) throws IOException {
        return Administrator.does(settings, hub -> {
            hub.delete("contact", path(name));
            say("disabled %s%n", name);
        });
    }

    private static String path(String name) {
        return USERS + "/" + HubApi.segment(name);
    }

    private static List<String> roles(JsonNode user) {
        return StreamSupport.stream(user.path("roles").spliterator(), false).map(JsonNode::asText).toList();
    }

    private void say(String format, Object... values) {
        spec.commandLine().getOut().printf(format, values).flush();
    }
}
