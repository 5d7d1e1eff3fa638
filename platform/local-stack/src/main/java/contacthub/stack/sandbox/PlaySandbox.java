package contacthub.stack.sandbox;

import java.io.IOException;
import java.time.Clock;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./hub sandbox}: messengers to play with, until it is stopped. */
@Command(name = "sandbox", description = "Runs messengers to play the customer with: Telegram, VK, WhatsApp, Viber.")
public final class PlaySandbox implements Callable<Integer> {

    private final String contactService;
    private final Clock clock;

    @Option(names = "--port", description = "Where it listens (${DEFAULT-VALUE}).", defaultValue = "8090")
    private int port;

    @Option(names = "--env", description = "Only prints what the hub must be started with.")
    private boolean environment;

    @Spec
    private CommandSpec spec;

    /** Of a hub whose contact-service is there. */
    public PlaySandbox(String contactService, Clock clock) {
        this.contactService = contactService;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (environment) {
            new TreeMap<>(Sandbox.environment("http://127.0.0.1:" + port))
                    .forEach((name, value) -> say("export " + name + "='" + value + "'"));
            return 0;
        }
        try (Sandbox sandbox = new Sandbox(port, clock)) {
            say("Play the customer at " + sandbox.url());
            say("Webhooks found at " + contactService + ": " + sandbox.tell(contactService));
            say("Start the hub with: eval \"$(./hub sandbox --env)\" && ./hub up");
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
