package contacthub.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of the three services, run from the jar the build made. */
final class LocalService implements Part {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final int COMPACT_HEADERS_SINCE = 25;

    private final String name;
    private final String service;
    private final Settings settings;
    private final String mark;
    private final DetachedProcess process;

    LocalService(String service, Settings settings) {
        this(service, service, settings);
    }

    private LocalService(String name, String service, Settings settings) {
        this.name = name;
        this.service = service;
        this.settings = settings;
        this.mark = "-Dcontacthub." + name + "=" + settings.home();
        this.process = new DetachedProcess(settings.home(), name, mark);
    }

    /** One more instance of a service, with ports of its own, on the same database and broker. */
    static LocalService second(String service, Settings settings) {
        return new LocalService(service + "-2", service, settings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return settings.port(name);
    }

    @Override
    public List<Integer> ports() {
        return List.of(port(), settings.managementPort(name));
    }

    @Override
    public DetachedProcess process() {
        return process;
    }

    @Override
    public String version() {
        return Hub.version();
    }

    @Override
    public void check() {
        if (!Files.exists(jar())) {
            throw new StackFailure(service + "-service is not built (" + jar() + " is missing): run mvn package");
        }
    }

    @Override
    public LocalService start() {
        if (process.running().isEmpty()) {
            process.start(command(), environment());
        }
        HttpClient client = HttpClient.newHttpClient();
        boolean ready = Patience.until(START_LIMIT, () -> ready(client) || process.running().isEmpty());
        if (process.running().isEmpty()) {
            throw new StackFailure(name + " ended while starting: ./hub logs " + name + " says why; its last words: "
                    + process.lastWords());
        }
        if (!ready) {
            throw new StackFailure(name + " is not ready after " + START_LIMIT.toSeconds() + " s: ./hub logs " + name
                    + " says why");
        }
        return this;
    }

    String url() {
        return settings.url(name);
    }

    private boolean ready(HttpClient client) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(5)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path root() {
        return Path.of(System.getProperty("contacthub.root", "")).toAbsolutePath();
    }

    private Path jar() {
        return root().resolve(service + "-service/target/quarkus-app/quarkus-run.jar");
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(Hub.java(), mark, "-Xms96m", "-Xmx256m"));
        command.addAll(Hub.MODEST);
        if (Runtime.version().feature() >= COMPACT_HEADERS_SINCE) {
            command.add("-XX:+UseCompactObjectHeaders");
        }
        settings.classCache(service).map(cache -> name.equals(service) ? cache : cache.further())
                .ifPresent(cache -> command.addAll(cache.options(jar())));
        command.addAll(List.of("-jar", jar().toString()));
        return command;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port()));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(settings.managementPort(name)));
        for (String variable : List.of("QUARKUS_HTTP_HOST", "QUARKUS_MANAGEMENT_HOST")) {
            environment.put(variable, settings.environment().getOrDefault(variable, "127.0.0.1"));
        }
        environment.put("KAFKA_BOOTSTRAP_SERVERS", settings.bootstrapServers());
        environment.put("HUB_CREDENTIALS_FILE", settings.credentials().toString());
        environment.put("HUB_SESSION_KEY", Secrets.of(settings.home()).get("session-key"));
        environment.putAll(console());
        if (service.equals("notification")) {
            settings.linksInLetters(name).ifPresent(url -> environment.put("HUB_PUBLIC_URL", url));
        }
        environment.putAll(database());
        return environment;
    }

    /** Where browsers find the other services, and from where their console comes. */
    private Map<String, String> console() {
        String page = settings.url("contact");
        return Map.of("HUB_CONSOLE_SEGMENT", ":" + URI.create(settings.url("segment")).getPort(),
                "HUB_CONSOLE_NOTIFICATION", ":" + URI.create(settings.url("notification")).getPort(),
                "HUB_CONSOLE_ORIGINS", page + "," + page.replace("127.0.0.1", "localhost"));
    }

    private Map<String, String> database() {
        return settings.outsideDatabase()
                .map(outside -> database(outside.urlBase() + service, outside.user(), outside.password()))
                .orElseGet(() -> {
                    LocalPostgres postgres = settings.postgres();
                    return database(postgres.jdbcUrl(service), service, postgres.password(service));
                });
    }

    private static Map<String, String> database(String url, String user, String password) {
        return Map.of("QUARKUS_DATASOURCE_JDBC_URL", url, "QUARKUS_DATASOURCE_USERNAME", user,
                "QUARKUS_DATASOURCE_PASSWORD", password);
    }
}
