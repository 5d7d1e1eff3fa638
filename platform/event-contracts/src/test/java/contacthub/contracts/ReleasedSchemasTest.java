package contacthub.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No event type that was ever released changes incompatibly or disappears; a changed meaning is a new version.
 * {@code -Dcontracts.release=0.2.0} keeps the schemas of today as those of that release.
 */
class ReleasedSchemasTest {

    private static final Path RELEASED = Path.of("src", "test", "resources", "released");

    @BeforeAll
    static void keepRelease() {
        String release = System.getProperty("contracts.release");
        if (release != null) {
            FactTypes.all().forEach(fact -> MadeFiles.write(RELEASED.resolve(release).resolve(file(fact)),
                    MadeFiles.pretty(Schemas.of(fact))));
        }
    }

    static List<Path> releasedSchemas() throws IOException {
        try (Stream<Path> files = Files.walk(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releasedSchemas")
    void releasedTypeIsKeptCompatible(Path schema) {
        assertThat(FactTypes.named(typeName(schema))).as("a released type stays").hasValueSatisfying(
                fact -> assertThat(IncompatibleChanges.between(MadeFiles.read(schema), Schemas.of(fact))).isEmpty());
    }

    private static String file(Class<? extends Fact> fact) {
        return FactTypes.name(fact) + ".json";
    }

    private static String typeName(Path schema) {
        return schema.getFileName().toString().replaceFirst("[.]json$", "");
    }
}
