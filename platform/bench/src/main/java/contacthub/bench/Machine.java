package contacthub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where and what was measured: processors, memory, Java, commit, and the load that others put on it. */
record Machine(String processor, int processors, long memoryMegabytes, String java, String commit, String loadBefore) {

    static Machine here(Path root) throws IOException {
        return new Machine(value("/proc/cpuinfo", "model name"), Runtime.getRuntime().availableProcessors(),
                number(value("/proc/meminfo", "MemTotal")) / 1024, System.getProperty("java.version"), commit(root),
                Files.exists(Path.of("/proc/loadavg"))
                        ? Files.readString(Path.of("/proc/loadavg")).split(" ")[0]
                        : "?");
    }

    /** Resident memory of a process in megabytes: now, and the most it ever had. */
    static long[] residentMegabytes(ProcessHandle process) throws IOException {
        String status = "/proc/" + process.pid() + "/status";
        return new long[]{ number(value(status, "VmRSS")) / 1024, number(value(status, "VmHWM")) / 1024};
    }

    private static String value(String file, String name) throws IOException {
        Path path = Path.of(file);
        List<String> lines = Files.exists(path) ? Files.readAllLines(path) : List.of();
        return lines.stream().filter(line -> line.startsWith(name)).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("0 (unknown)");
    }

    private static long number(String value) {
        return Long.parseLong(value.split("\\s+")[0]);
    }

    private static String commit(Path root) throws IOException {
        Process git = new ProcessBuilder("git", "-C", root.toString(), "describe", "--always", "--dirty")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return said.isEmpty() ? "unknown" : said;
    }
}
