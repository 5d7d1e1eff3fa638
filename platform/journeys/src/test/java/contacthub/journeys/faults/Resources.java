package contacthub.journeys.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the processes of a hub hold at a moment (I10): memory, threads, open files, connections to the database. */
record Resources(Map<String, Held> held, long connections) {

    private static final long MOST_MEGABYTES = 600;
    private static final long MOST_THREADS = 200;
    private static final long MOST_FILES = 800;
    private static final long MOST_CONNECTIONS = 120;

    record Held(long megabytes, long threads, long files) {

        @Override
        public String toString() {
            return megabytes + " MB " + threads + " threads " + files + " files";
        }
    }

    static Resources of(Struck hub) {
        Map<String, Held> held = new TreeMap<>();
        hub.instances().forEach(instance -> held.put(instance, of(hub.parts().process(instance).pid())));
        return new Resources(held, Long.parseLong(hub.ledger().one("contact",
                "SELECT count(*)::text FROM pg_stat_activity WHERE backend_type = 'client backend'")));
    }

    private static Held of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            Map<String, Long> numbers = new TreeMap<>();
            for (String line : Files.readAllLines(process.resolve("status"))) {
                String[] words = line.split("[:\\s]+");
                if (words[0].equals("VmRSS") || words[0].equals("Threads")) {
                    numbers.put(words[0], Long.parseLong(words[1]));
                }
            }
            File[] files = process.resolve("fd").toFile().listFiles();
            return new Held(numbers.get("VmRSS") / 1024, numbers.get("Threads"), files == null ? 0 : files.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is more than it may ever be. */
    List<String> unbounded() {
        List<String> violations = new ArrayList<>();
        held.forEach((instance, now) -> {
            if (now.megabytes > MOST_MEGABYTES || now.threads > MOST_THREADS || now.files > MOST_FILES) {
                violations.add("I10 " + instance + " holds " + now);
            }
        });
        if (connections > MOST_CONNECTIONS) {
            violations.add("I10 " + connections + " connections to the database");
        }
        return violations;
    }

    @Override
    public String toString() {
        return held + " " + connections + " connections";
    }
}
