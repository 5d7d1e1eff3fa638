package contacthub.stack;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts what is down, first the stores, then the services, and returns when everything is ready. */
@Command(name = "up", description = "Start what is down and wait until everything is ready.")
final class Up implements Runnable {

    private static final long ENOUGH_DISK = 1L << 30;

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "PART", description = "Start these parts only.")
    private List<String> only = List.of();

    Up(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void run() {
        makeHome();
        try (FileChannel file = FileChannel.open(settings.home().resolve("run/lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new StackFailure("another ./hub up is at work in " + settings.home() + ": wait for it");
            }
            startAll();
        } catch (IOException e) {
            throw new StackFailure("cannot write to " + settings.home() + ": " + e.getMessage(), e);
        }
    }

    private void startAll() throws IOException {
        only.forEach(settings::part);
        List<Part> down = wanted(settings.parts()).stream().filter(part -> part.process().running().isEmpty()).toList();
        if (!down.isEmpty()) {
            checkDisk();
        }
        down.forEach(Part::check);
        down.forEach(Up::checkPorts);
        say("Java " + Runtime.version().feature() + " (" + System.getProperty("java.home") + "), data in "
                + settings.home());
        start(wanted(settings.stores()));
        settings.outsideKafka().ifPresent(Topics::ensure);
        start(wanted(settings.services()));
        if (only.isEmpty()) {
            sayWhere();
        }
    }

    private List<Part> wanted(List<Part> parts) {
        return parts.stream().filter(part -> only.isEmpty() || only.contains(part.name())).toList();
    }

    private void start(List<Part> parts) {
        List<CompletableFuture<Void>> starts = parts.stream()
                .map(part -> CompletableFuture.runAsync(() -> start(part),
                        task -> new Thread(task, part.name()).start()))
                .toList();
        try {
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackFailure failure ? failure : e;
        }
    }

    private void start(Part part) {
        boolean wasUp = part.process().running().isPresent();
        long begun = System.nanoTime();
        if (!wasUp) {
            say(String.format("  %-13s starting", part.name()));
        }
        part.start();
        double seconds = (System.nanoTime() - begun) / 1e9;
        String took = wasUp ? "was up" : String.format(Locale.ROOT, "%.1f s", seconds);
        say(String.format("  %-13s ready on port %d (%s)", part.name(), part.port(), took));
    }

    private void sayWhere() {
        say("Contact Hub is up:");
        settings.services()
                .forEach(part -> say(String.format("  %-13s http://127.0.0.1:%d", part.name(), part.port())));
        say("  console       " + settings.url("contact") + "/console/");
        say("  credentials   " + settings.credentials());
    }

    private void makeHome() {
        Path run = settings.home().resolve("run");
        try {
            if (!Files.exists(settings.home())) {
                Files.createDirectories(settings.home(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.createDirectories(run);
        } catch (IOException e) {
            throw new StackFailure("cannot write to " + settings.home() + ": HUB_HOME moves it", e);
        }
    }

    private void checkDisk() {
        try {
            long free = Files.getFileStore(settings.home()).getUsableSpace();
            if (free < ENOUGH_DISK) {
                throw new StackFailure("only " + (free >> 20) + " MB free for " + settings.home()
                        + ": make room for 1 GB, or move it with HUB_HOME");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkPorts(Part part) {
        for (int port : part.ports()) {
            if (!FreePorts.free(port)) {
                String further = port == part.port() ? "" : " (its management port is 1000 above)";
                throw new StackFailure("port " + port + " for " + part.name() + " is taken: end what uses it, or set "
                        + Settings.portVariable(part.name()) + " to another" + further);
            }
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
