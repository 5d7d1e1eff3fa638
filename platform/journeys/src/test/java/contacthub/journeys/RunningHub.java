package contacthub.journeys;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import contacthub.stack.PackagedHub;
import contacthub.stack.sandbox.Sandbox;
import contacthub.testkit.Mailbox;

/**
 * The one hub that all journeys of a run share, started by the first of them: its mail goes to a real mailbox, and it
 * acknowledges after a second, and asks soon whether it is solved. Journeys that stop a part of it start it again.
 */
final class RunningHub {

    /** The secret that the Telegram accounts of the hub expect. */
    static final String TELEGRAM_SECRET = "telegram-secret-of-journeys";

    /** Under what address customers are told to reach the hub. */
    static final String PUBLIC_URL = "https://hub.example";

    private static RunningHub shared;

    private final PackagedHub hub;
    private final Mailbox mailbox;
    private final TelegramGateway telegram;
    private final Sandbox sandbox;

    private RunningHub(PackagedHub hub, Mailbox mailbox, TelegramGateway telegram, Sandbox sandbox) {
        this.hub = hub;
        this.mailbox = mailbox;
        this.telegram = telegram;
        this.sandbox = sandbox;
    }

    static synchronized RunningHub shared() {
        if (shared == null) {
            shared = start();
            shared.hub.up();
            shared.sandbox.tell(shared.hub.url("contact").toString());
        }
        shared.hub.up();
        return shared;
    }

    private static RunningHub start() {
        Mailbox mailbox = new Mailbox();
        Map<String, String> mail = mailbox.start();
        TelegramGateway telegram = new TelegramGateway();
        Sandbox sandbox = openSandbox();
        PackagedHub hub = PackagedHub.empty(Path.of(System.getProperty("contacthub.root", "../..")),
                Path.of("target", "hub"),
                settings(mail, mailbox.imapPort(), telegram, sandbox));
        Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "end-hub"));
        return new RunningHub(hub, mailbox, telegram, sandbox);
    }

    private static Sandbox openSandbox() {
        try {
            return new Sandbox(0, Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox does not start", e);
        }
    }

    /** Customers are written to at any hour and as often as a journey likes. */
    private static Map<String, String> settings(Map<String, String> mail, int imap, TelegramGateway telegram,
            Sandbox sandbox) {
        Map<String, String> settings = new HashMap<>(Sandbox.environment(sandbox.url()));
        settings.putAll(Map.ofEntries(
                // A cache of classes pays from the second start on, and most runs have one.
                entry("HUB_CLASS_CACHE", "off"),
                entry("HUB_PROMISE_ACKNOWLEDGE_AFTER", "1s"),
                entry("HUB_RESOLUTION_ASK_AFTER", "200ms"),
                entry("HUB_PUBLIC_URL", PUBLIC_URL),
                entry("HUB_TELEGRAM_URL", telegram.url()),
                entry("HUB_TELEGRAM_TOKEN", TelegramGateway.TOKEN),
                entry("HUB_DECISION_QUIET_HOURS", ""),
                entry("HUB_DECISION_CAPS_ALL", "1000000"),
                entry("HUB_WEBHOOK_TELEGRAM_SECRETS_MAIN", TELEGRAM_SECRET),
                entry("HUB_WEBHOOK_TELEGRAM_SECRETS_FAULTS", TELEGRAM_SECRET),
                entry("HUB_MAIL_MAIN_HOST", "127.0.0.1"),
                entry("HUB_MAIL_MAIN_PORT", Integer.toString(imap)),
                entry("HUB_MAIL_MAIN_USER", Mailbox.COMPANY),
                entry("HUB_MAIL_MAIN_PASSWORD", Mailbox.PASSWORD),
                entry("HUB_MAIL_MAIN_TLS", "none"),
                entry("QUARKUS_MAILER_HOST", mail.get("quarkus.mailer.host")),
                entry("QUARKUS_MAILER_PORT", mail.get("quarkus.mailer.port")),
                entry("QUARKUS_MAILER_START_TLS", "DISABLED")));
        return settings;
    }

    /** The mail server of all. */
    Mailbox mailbox() {
        return mailbox;
    }

    /** The messenger that all write to. */
    TelegramGateway telegram() {
        return telegram;
    }

    /** The other messengers. */
    Sandbox sandbox() {
        return sandbox;
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
