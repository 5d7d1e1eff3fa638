package contacthub.journeys;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import contacthub.stack.PackagedHub;
import contacthub.testkit.Mailbox;

/**
 * The one hub that all journeys of a run share, started by the first of them: its mail goes to a real mailbox, and it
 * acknowledges after a second. Journeys that stop a part of it start it again.
 */
final class RunningHub {

    /** The secret that the Telegram accounts of the hub expect. */
    static final String TELEGRAM_SECRET = "telegram-secret-of-journeys";

    private static RunningHub shared;

    private final PackagedHub hub;

    private RunningHub(PackagedHub hub) {
        this.hub = hub;
    }

    static synchronized RunningHub shared() {
        if (shared == null) {
            shared = start();
        }
        shared.hub.up();
        return shared;
    }

    private static RunningHub start() {
        Map<String, String> mail = new Mailbox().start();
        PackagedHub hub = PackagedHub.empty(Path.of(System.getProperty("contacthub.root", "../..")),
                Path.of("target", "hub"),
                Map.of("HUB_PROMISE_ACKNOWLEDGE_AFTER", "1s",
                        "HUB_WEBHOOK_TELEGRAM_SECRETS_MAIN", TELEGRAM_SECRET,
                        "HUB_WEBHOOK_TELEGRAM_SECRETS_FAULTS", TELEGRAM_SECRET,
                        "QUARKUS_MAILER_HOST", mail.get("quarkus.mailer.host"),
                        "QUARKUS_MAILER_PORT", mail.get("quarkus.mailer.port"),
                        "QUARKUS_MAILER_START_TLS", "DISABLED"));
        Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "end-hub"));
        return new RunningHub(hub);
    }

    /** The processes behind it. */
    PackagedHub parts() {
        return hub;
    }

    /** An integration with the key of the first start. */
    Integration integration() {
        return new Integration(hub.url("contact"), hub.credentials().getProperty("integration.key"));
    }

    /** The administrator of the first start, at one of the services. */
    Operator administrator(String service) {
        Properties credentials = hub.credentials();
        return new Operator(hub.url(service), credentials.getProperty("admin.user"),
                credentials.getProperty("admin.password"));
    }

    Ledger ledger() {
        return new Ledger(hub);
    }
}
