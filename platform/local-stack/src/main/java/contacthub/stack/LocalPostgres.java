package contacthub.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL of this machine: a process of its own on a loopback port, its data kept in a folder. Whatever an earlier
 * run left behind (a crashed server, an orphan, a half-made data folder) is put right by the next start.
 */
public final class LocalPostgres implements AutoCloseable, Part {

    /** Whether data survives loss of power, or is only for tests and as fast as it can be. */
    public enum Durability {
        KEPT, FAST
    }

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path home;
    private final Path folder;
    private final int port;
    private final Durability durability;
    private final DetachedProcess process;
    private final Databases databases;

    private LocalPostgres(Path home, int port, Durability durability) {
        this.home = home.toAbsolutePath().normalize();
        this.folder = this.home.resolve("postgres");
        this.port = port;
        this.durability = durability;
        // A fast shutdown: the usual signal would wait for every client to leave by itself.
        this.process = new DetachedProcess(this.home, "postgres", data().toString(), "INT");
        this.databases = new Databases(port, Secrets.of(this.home));
    }

    /** The server of that home, running or not. */
    public static LocalPostgres at(Path home, int port, Durability durability) {
        return new LocalPostgres(home, port, durability);
    }

    /** The server of that home, started and ready. */
    public static LocalPostgres start(Path home, int port) {
        return at(home, port, Durability.KEPT).start();
    }

    /** Starts it unless it runs already, and returns when the databases of all services are there. */
    @Override
    public LocalPostgres start() {
        try {
            if (process.running().isEmpty()) {
                launch();
            }
            awaitAnswer();
            databases.ensure();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new StackFailure("PostgreSQL refuses to prepare its databases: " + e.getMessage(), e);
        }
    }

    public String jdbcUrl(String database) {
        return databases.jdbcUrl(database);
    }

    /** The generated password of the user of that name, who owns the database of that name. */
    public String password(String user) {
        return databases.password(user);
    }

    @Override
    public int port() {
        return port;
    }

    /** Ends it at once and without notice, as a crash would. */
    public void kill() {
        process.kill();
    }

    /** Ends it, its data kept. */
    @Override
    public void close() {
        process.stop();
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String version() {
        return PostgresProgram.VERSION;
    }

    @Override
    public DetachedProcess process() {
        return process;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private void launch() throws IOException {
        Files.createDirectories(folder);
        PostgresProgram program = PostgresProgram.in(folder);
        if (!Files.exists(data())) {
            makeData(program);
        }
        endOrphan();
        process.start(serverCommand(program), Map.of());
    }

    /** Made aside and moved into place, so that a data folder that exists is complete. */
    private void makeData(PostgresProgram program) throws IOException {
        Path unfinished = folder.resolve("data.unfinished");
        Folders.delete(unfinished);
        databases.password("postgres");
        List<String> command = program.command("initdb", "--pgdata=" + unfinished, "--username=postgres",
                "--pwfile=" + Secrets.of(home).file("postgres-postgres"), "--auth=scram-sha-256", "--encoding=UTF8",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--lc-ctype=" + characterType(),
                "--text-search-config=simple", "--no-sync");
        Files.createDirectories(process.log().getParent());
        runToEnd(command);
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Trigrams know letters by the system's character type; without UTF-8 there, Russian has no letters. */
    private static String characterType() {
        return System.getProperty("os.name").startsWith("Mac") ? "en_US.UTF-8" : "C.UTF-8";
    }

    private void runToEnd(List<String> command) throws IOException {
        Process run = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(process.log().toFile())).start();
        try {
            if (run.waitFor() != 0) {
                throw new StackFailure("PostgreSQL cannot make its data folder: " + process.lastWords());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while PostgreSQL made its data folder", e);
        }
    }

    /** A server whose pid file of ours is lost still owns the data; a number taken over by a stranger does not. */
    private void endOrphan() throws IOException {
        Path owner = data().resolve("postmaster.pid");
        if (!Files.exists(owner)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(owner).get(0).trim());
        process.ours(pid).ifPresent(process::signal);
        if (!Patience.until(START_LIMIT, () -> process.ours(pid).isEmpty())) {
            throw new StackFailure("an earlier PostgreSQL (pid " + pid + ") does not end: kill it, then try again");
        }
        Files.deleteIfExists(owner);
    }

    private List<String> serverCommand(PostgresProgram program) {
        List<String> arguments = new ArrayList<>(List.of("-D", data().toString(), "-p", Integer.toString(port)));
        settings().forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return program.command("postgres", arguments.toArray(String[]::new));
    }

    private Map<String, String> settings() {
        String safe = durability == Durability.KEPT ? "on" : "off";
        Map<String, String> settings = new HashMap<>(Map.of("listen_addresses", "127.0.0.1", "unix_socket_directories",
                "", "max_connections", "200",
                "shared_buffers", "128MB", "jit", "off", "timezone", "UTC", "fsync", safe, "synchronous_commit", safe,
                "full_page_writes", safe, "max_wal_size", "1GB"));
        // Details of an error quote rows, and logs keep nothing of customers.
        settings.put("log_error_verbosity", "terse");
        return settings;
    }

    private void awaitAnswer() {
        Patience.until(START_LIMIT, () -> databases.answering() || process.running().isEmpty());
        if (process.running().isEmpty() || !databases.answering()) {
            throw new StackFailure("PostgreSQL did not start on port " + port + ": " + process.lastWords());
        }
    }
}
