package contacthub.stack;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the caller's environment says about this hub: where it lives, on which ports, on whose database and broker. */
record Settings(Path home, Map<String, String> environment) {

    private static final Map<String, Integer> USUAL_PORTS = Map.ofEntries(entry("contact", 8080),
            entry("segment", 8081), entry("notification", 8082), entry("contact-2", 8083), entry("segment-2", 8084),
            entry("notification-2", 8085), entry("kafka", 19092), entry("kafka-2", 19093), entry("kafka-3", 19094),
            entry("postgres", 15432));

    /** The variable that names the services of which there are two instances, with commas between. */
    static final String SECOND = "HUB_SECOND";

    /** The variable that asks for so many brokers, 1 or 3; with three, what was accepted survives the loss of one. */
    static final String BROKERS = "HUB_BROKERS";

    /** How far the management port of a service is above its own. */
    static final int MANAGEMENT_OFFSET = 1000;
    private static final int HIGHEST_PORT = 65535;
    private static final List<String> THIS_MACHINE = List.of("127.0.0.1", "localhost");

    static Settings from(Map<String, String> environment) {
        String home = environment.getOrDefault("HUB_HOME", ".hub");
        return new Settings(Path.of(home).toAbsolutePath().normalize(), Map.copyOf(environment));
    }

    /** The variable that moves a part to another port. */
    static String portVariable(String part) {
        return "HUB_PORT_" + part.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    int port(String part) {
        String variable = portVariable(part);
        String said = environment.getOrDefault(variable, USUAL_PORTS.get(part).toString()).trim();
        try {
            int port = Integer.parseInt(said);
            if (port > 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers that are no ports.
        }
        throw new StackFailure(variable + "=" + said + " is not a port: use a number from 1 to " + HIGHEST_PORT);
    }

    /** Where a service of this machine answers. */
    String url(String service) {
        return "http://127.0.0.1:" + port(service);
    }

    /** Where links in letters lead: the service itself while letters stay on this machine, else what the caller says. */
    Optional<String> linksInLetters(String service) {
        return value("HUB_PUBLIC_URL").or(() -> value("QUARKUS_MAILER_HOST").filter(THIS_MACHINE::contains)
                .map(host -> url(service)));
    }

    int managementPort(String service) {
        int port = port(service) + MANAGEMENT_OFFSET;
        if (port > HIGHEST_PORT) {
            throw new StackFailure(portVariable(service) + "=" + port(service) + " leaves no room for the management"
                    + " port, " + MANAGEMENT_OFFSET + " above: use a lower one");
        }
        return port;
    }

    Optional<OutsideDatabase> outsideDatabase() {
        return value("HUB_DATABASE_URL").map(url -> new OutsideDatabase(url.endsWith("/") ? url : url + "/",
                value("HUB_DATABASE_USER").orElse(""), value("HUB_DATABASE_PASSWORD").orElse("")));
    }

    Optional<String> outsideKafka() {
        return value("HUB_KAFKA");
    }

    Path credentials() {
        return home.resolve("credentials.properties");
    }

    /** Every part of the hub that runs on this machine, in the order in which they are needed. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>(stores());
        parts.addAll(services());
        return parts;
    }

    List<Part> stores() {
        List<Part> stores = new ArrayList<>();
        if (outsideDatabase().isEmpty()) {
            stores.add(postgres());
        }
        if (outsideKafka().isEmpty()) {
            stores.addAll(brokers());
        }
        return stores;
    }

    List<Part> services() {
        List<Part> services = new ArrayList<>();
        Databases.NAMES.forEach(name -> services.add(new LocalService(name, this)));
        value(SECOND).stream().flatMap(asked -> Stream.of(asked.split(",")))
                .forEach(name -> services.add(LocalService.second(known(name.trim()), this)));
        return services;
    }

    Part part(String name) {
        return parts().stream().filter(part -> part.name().equals(name)).findFirst()
                .orElseThrow(() -> new StackFailure("there is no part " + name + " here; the parts are "
                        + String.join(", ", parts().stream().map(Part::name).toList())));
    }

    LocalPostgres postgres() {
        return LocalPostgres.at(home, port("postgres"), LocalPostgres.Durability.KEPT);
    }

    private static String known(String service) {
        if (!Databases.NAMES.contains(service)) {
            throw new StackFailure(SECOND + " names " + service + ": the services are "
                    + String.join(", ", Databases.NAMES));
        }
        return service;
    }

    List<LocalKafka> brokers() {
        List<String> names = switch (value(BROKERS).orElse("1")) {
            case "1" -> List.of("kafka");
            case "3" -> List.of("kafka", "kafka-2", "kafka-3");
            default -> throw new StackFailure(BROKERS + " is 1 or 3");
        };
        return LocalKafka.at(home, names.stream().map(this::port).toList()).stream()
                .map(broker -> broker.with(classCache("kafka"))).toList();
    }

    /** The class cache of a program, unless {@code HUB_CLASS_CACHE=off} saves its 100 to 150 MB of disk. */
    Optional<ClassCache> classCache(String program) {
        return value("HUB_CLASS_CACHE").filter("off"::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new ClassCache(home.resolve(ClassCache.FOLDER), program, true));
    }

    String bootstrapServers() {
        return outsideKafka().orElseGet(
                () -> brokers().stream().map(LocalKafka::bootstrapServers).collect(Collectors.joining(",")));
    }

    private Optional<String> value(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::trim).filter(said -> !said.isEmpty());
    }

    /** A database server that somebody else runs, with one database per service on it. */
    record OutsideDatabase(String urlBase, String user, String password) {

        /** Does not show the password. */
        @Override
        public String toString() {
            return urlBase;
        }
    }
}
