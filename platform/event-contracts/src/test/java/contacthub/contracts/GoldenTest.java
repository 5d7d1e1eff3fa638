package contacthub.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;

/** The golden examples hold to their schemas, and the records read and write them without loss. */
class GoldenTest {

    private static final Set<String> ALTERNATIVES = Set.of("from_all");

    static List<Class<? extends Fact>> facts() {
        return FactTypes.all();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void dataHoldsToItsSchema(Class<? extends Fact> fact) {
        assertThat(validator(fact).validate(data(fact))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void recordReadsAndWritesExactlyTheExample(Class<? extends Fact> fact) throws IOException {
        Event<? extends Fact> event = Golden.event(FactTypes.name(fact));

        assertThat(Json.MAPPER.readTree(Json.bytes(event.data()))).isEqualTo(data(fact));
        assertThat(Json.MAPPER.readTree(Json.bytes(StructuredEvent.write(event))))
                .isEqualTo(Golden.json(FactTypes.name(fact)));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void exampleShowsEveryField(Class<? extends Fact> fact) {
        List<String> fields = names(Schemas.of(fact).path("properties"));
        fields.removeAll(ALTERNATIVES);

        assertThat(names(data(fact))).containsExactlyElementsOf(fields);
    }

    @ParameterizedTest
    @MethodSource("facts")
    void schemaRefusesDataWithoutAnyOneRequiredField(Class<? extends Fact> fact) {
        JsonNode required = Schemas.of(fact).path("required");

        assertThat(required).allSatisfy(field -> {
            ObjectNode incomplete = data(fact);
            incomplete.remove(field.textValue());
            assertThat(validator(fact).validate(incomplete)).as("without " + field).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("facts")
    void schemaAndRecordSkipUnknownFields(Class<? extends Fact> fact) throws IOException {
        ObjectNode later = data(fact);
        later.put("added_in_a_later_version", true);

        assertThat(validator(fact).validate(later)).isEmpty();
        assertThat(Json.MAPPER.treeToValue(later, fact)).isEqualTo(Golden.event(fact).data());
    }

    @Test
    void receivedContactNeedsASenderOneWayOrTheOther() {
        ObjectNode received = data(ContactFact.Received.class);
        JsonNode from = received.remove("from");
        assertThat(validator(ContactFact.Received.class).validate(received)).isNotEmpty();

        received.putArray("from_all").add(from);
        assertThat(validator(ContactFact.Received.class).validate(received)).isEmpty();
    }

    @Test
    void addressNeedsAKnownTypeAndAValue() {
        ObjectNode visit = data(VisitFact.Recorded.class);
        visit.putObject("customer").put("type", "pigeon").put("value", "grey one");
        assertThat(validator(VisitFact.Recorded.class).validate(visit)).isNotEmpty();

        visit.putObject("customer").put("type", "web");
        assertThat(validator(VisitFact.Recorded.class).validate(visit)).isNotEmpty();
    }

    @Test
    void unknownChannelIsRefused() {
        ObjectNode received = data(ContactFact.Received.class).put("channel", "fax");

        assertThat(validator(ContactFact.Received.class).validate(received)).isNotEmpty();
    }

    @Test
    void amountIsANumberOrADecimalText() throws IOException {
        ObjectNode purchase = data(PurchaseFact.Recorded.class).put("amount", "5480.50");
        assertThat(validator(PurchaseFact.Recorded.class).validate(purchase)).isEmpty();
        assertThat(Json.MAPPER.treeToValue(purchase, PurchaseFact.Recorded.class).amount())
                .isEqualByComparingTo("5480.50");

        purchase.put("amount", "five thousand");
        assertThat(validator(PurchaseFact.Recorded.class).validate(purchase)).isNotEmpty();
    }

    @Test
    void authorOfAReviewMayBeAnAddressOrOnlyAName() throws IOException {
        ObjectNode review = data(ReviewFact.Recorded.class).put("author", "John W.");
        assertThat(validator(ReviewFact.Recorded.class).validate(review)).isEmpty();
        assertThat(Json.MAPPER.treeToValue(review, ReviewFact.Recorded.class).author())
                .isEqualTo(new Address(null, null, "John W."));

        review.putObject("author").put("type", "vk").put("value", "id17");
        assertThat(validator(ReviewFact.Recorded.class).validate(review)).isEmpty();
        assertThat(Json.MAPPER.treeToValue(review, ReviewFact.Recorded.class).author())
                .isEqualTo(Address.of("vk", "id17"));

        review.put("author", 17);
        assertThat(validator(ReviewFact.Recorded.class).validate(review)).isNotEmpty();
    }

    @Test
    void timeMustBeRfc3339() {
        ObjectNode call = data(CallFact.Recorded.class).put("started", "yesterday");

        assertThat(validator(CallFact.Recorded.class).validate(call)).isNotEmpty();
    }

    @Test
    void unknownTypeHasNoExample() {
        assertThatIllegalArgumentException().isThrownBy(() -> Golden.json("contacthub.pigeon.landed.v1"));
    }

    private static ObjectNode data(Class<? extends Fact> fact) {
        return Golden.data(FactTypes.name(fact));
    }

    private static JsonSchema validator(Class<? extends Fact> fact) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Schemas.of(fact),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    private static List<String> names(JsonNode object) {
        Iterable<String> names = object::fieldNames;
        return new ArrayList<>(StreamSupport.stream(names.spliterator(), false).toList());
    }
}
