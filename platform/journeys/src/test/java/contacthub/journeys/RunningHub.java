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
public final class RunningHub {

    /** The secret that the Telegram accounts of the hub expect. */
    static final String TELEGRAM_SECRET = "telegram-secret-of-journeys";

    /** Under what address customers are told to reach the hub. */
    static final String PUBLIC_URL = "https://hub.example";

    private static final Map<String, RunningHub> STARTED = new HashMap<>();

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

    public static RunningHub shared() {
        // A cache of classes pays from the second start on, and most runs have one.
        return started("hub", Map.of("HUB_CLASS_CACHE", "off"));
    }

    /** Another one, with two instances of every service. */
    public static RunningHub doubled() {
        return started("hub-doubled", Map.of("HUB_SECOND", "contact,segment,notification"));
    }

    /** Another one, with three brokers that copy from each other. */
    public static RunningHub ofThreeBrokers() {
        return started("hub-brokers", Map.of("HUB_BROKERS", "3"));
    }

    private static synchronized RunningHub started(String home, Map<String, String> more) {
        RunningHub running = STARTED.computeIfAbsent(home, any -> start(home, more));
        running.hub.up();
        return running;
    }

    private static RunningHub start(String home, Map<String, String> more) {
        Mailbox mailbox = new Mailbox();
        Map<String, String> mail = mailbox.start();
        TelegramGateway telegram = new TelegramGateway();
        Sandbox sandbox = openSandbox();
        Map<String, String> settings = settings(mail, mailbox.imapPort(), telegram, sandbox);
        settings.putAll(more);
        PackagedHub hub = PackagedHub.empty(Path.of(System.getProperty("contacthub.root", "../..")),
                Path.of("target", home), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "end-hub"));
        if (more.containsKey("HUB_SECOND")) {
            // Classes are cached when the first instance ends: the second start of all, and each after a kill, is quick.
            hub.up("postgres", "kafka", "contact", "segment", "notification");
            hub.down();
        }
        hub.up();
        sandbox.tell(hub.url("contact").toString());
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
    public TelegramGateway telegram() {
        return telegram;
    }

    /** The other messengers. */
    Sandbox sandbox() {
        return sandbox;
    }

    /** The processes behind it. */
    public PackagedHub parts() {
        return hub;
    }

    /** An integration with the key of the first start. */
    public Integration integration() {
        return new Integration(hub.url("contact"), hub.credentials().getProperty("integration.key"));
    }

    /** The administrator of the first start, at one of the services. */
    public Operator administrator(String service) {
        Properties credentials = hub.credentials();
        return new Operator(hub.url(service), credentials.getProperty("admin.user"),
                credentials.getProperty("admin.password"));
    }

    public Ledger ledger() {
        return new Ledger(hub);
    }
}
