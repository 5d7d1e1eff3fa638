package contacthub.contracts;

import static contacthub.contracts.MadeFiles.CONTRACTS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

/** The AsyncAPI document says what the records say, and leads to files that exist. */
class AsyncApiTest {

    @Test
    void documentSaysWhatTheRecordsSay() {
        MadeFiles.assertUpToDate(CONTRACTS.resolve("asyncapi.json"), AsyncApi.document());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        JsonNode document = AsyncApi.document();

        assertThat(document.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
            } else {
                assertThat(CONTRACTS.resolve(reference)).exists();
            }
        });
    }

    @Test
    void everyTypeTravelsOnTheTopicOfItsOwner() {
        JsonNode channels = AsyncApi.document().path("channels");

        assertThat(FactTypes.all()).allSatisfy(fact -> assertThat(
                channels.path(FactTypes.topic(fact)).path("messages").has(FactTypes.name(fact))).isTrue());
    }
}
