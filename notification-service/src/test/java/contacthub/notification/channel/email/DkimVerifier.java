package contacthub.notification.channel.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An independent verifier of signed letters, dkimpy, told what a domain's DNS would say. */
final class DkimVerifier {

    static final String MISSING = "skipped: no dkimpy here (apt-get install -y --no-install-recommends python3-dkim)";
    /** Debian's own, which knows Debian's packages. */
    private static final String PYTHON = "/usr/bin/python3";
    private static final String VERIFY = """
            import dkim, sys
            name, record = sys.argv[1].encode(), sys.argv[2].encode()
            dns = lambda asked, timeout=5: record if asked.rstrip(b'.') == name else None
            sys.exit(0 if dkim.verify(sys.stdin.buffer.read(), dnsfunc=dns) else 1)
            """;

    private DkimVerifier() {
    }

    static boolean isHere() throws IOException, InterruptedException {
        return Files.isExecutable(Path.of(PYTHON)) && succeeds(new byte[0], "import dkim");
    }

    /** Whether the letter is signed by the domain, as it is. */
    static boolean accepts(byte[] letter, String selector, String domain, String record)
            throws IOException, InterruptedException {
        return succeeds(letter, VERIFY, selector + "._domainkey." + domain, record);
    }

    private static boolean succeeds(byte[] input, String program, String... values)
            throws IOException, InterruptedException {
        Path letter = Files.createTempFile("letter", ".eml");
        Path said = Files.createTempFile("verifier", ".log");
        try {
            Files.write(letter, input);
            List<String> command = new ArrayList<>(List.of(PYTHON, "-c", program));
            command.addAll(List.of(values));
            Process run = new ProcessBuilder(command).redirectInput(letter.toFile()).redirectErrorStream(true)
                    .redirectOutput(said.toFile()).start();
            if (!run.waitFor(30, TimeUnit.SECONDS)) {
                run.destroyForcibly();
                throw new IOException("the verifier does not end: " + Files.readString(said, UTF_8));
            }
            return run.exitValue() == 0;
        } finally {
            Files.delete(letter);
            Files.delete(said);
        }
    }
}
