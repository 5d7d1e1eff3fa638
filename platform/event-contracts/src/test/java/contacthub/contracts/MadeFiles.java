package contacthub.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;

/** The contract files that are made from code: compared with what the code says, or written with {@code -Dcontracts.write=true}. */
final class MadeFiles {

    static final Path CONTRACTS = Path.of("src", "main", "resources", "contacthub");

    private static final DefaultPrettyPrinter PRETTY = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private MadeFiles() {
    }

    /** Fails when the file does not say what the code says. */
    static void assertUpToDate(Path file, JsonNode made) {
        String wanted = pretty(made);
        if (Boolean.getBoolean("contracts.write")) {
            write(file, wanted);
        }
        assertThat(file).as("make it anew with -Dcontracts.write=true").exists().content(UTF_8).isEqualTo(wanted);
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return Json.MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pretty(JsonNode json) {
        try {
            return Json.MAPPER.writer(PRETTY).writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
