package contacthub.contracts;

import static contacthub.contracts.MadeFiles.CONTRACTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event type has one schema and one example, and the schemas say what the records say. */
class SchemaFilesTest {

    static List<Class<? extends Fact>> facts() {
        return FactTypes.all();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void schemaSaysWhatTheRecordSays(Class<? extends Fact> fact) {
        MadeFiles.assertUpToDate(CONTRACTS.resolve("schemas").resolve(FactTypes.name(fact) + ".json"),
                Schemas.of(fact));
    }

    @Test
    void everyTypeHasOneSchemaAndOneExampleAndNoneIsLeftOver() {
        String[] files = facts().stream().map(fact -> FactTypes.name(fact) + ".json").toArray(String[]::new);

        assertThat(CONTRACTS.resolve("schemas").toFile().list()).containsExactlyInAnyOrder(files);
        assertThat(CONTRACTS.resolve("golden").toFile().list()).containsExactlyInAnyOrder(files);
    }
}
