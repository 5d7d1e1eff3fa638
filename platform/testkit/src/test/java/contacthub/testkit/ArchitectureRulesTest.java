package contacthub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** Every rule of the house has been seen failing, on classes made for it. */
class ArchitectureRulesTest {

    private static final String BAD = "contacthub.testkit.bad.";

    static Stream<Arguments> breaches() {
        return Stream.of(
                Arguments.of(ArchitectureRules.featuresWithoutCycles(BAD + "cycle"), "cycle", "Cycle detected"),
                Arguments.of(ArchitectureRules.servicesOnTheirOwn(BAD + "stranger"), "stranger", "Neighbour"),
                Arguments.of(ArchitectureRules.restOnlyInResources(), "endpoint", "Window"),
                Arguments.of(ArchitectureRules.kafkaOnlyAtTheEdge(), "letters", "Letters.next()"),
                Arguments.of(ArchitectureRules.namesThatSaySomething(), "names", "PriceHelper"),
                Arguments.of(ArchitectureRules.packagesThatSaySomething(), "names", "util.Price"),
                Arguments.of(ArchitectureRules.timeFromClock(), "time", "Instant.now()"),
                Arguments.of(ArchitectureRules.timeFromClock(), "time", "LocalDate.now(java.time.ZoneId)"),
                Arguments.of(ArchitectureRules.timeFromClock(), "time", "System.currentTimeMillis()"),
                Arguments.of(ArchitectureRules.vendorsOnlyInChannels(), "vendor", "Postman"),
                Arguments.of(ArchitectureRules.everyEndpointSaysWhoMayCall(), "open", "DoorResource.open()"),
                Arguments.of(ArchitectureRules.changesCanBeSentAgain(), "open", "DoorResource.open()"));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void reportsBreach(ArchRule rule, String folder, String named) {
        assertThat(report(rule, folder)).anyMatch(line -> line.contains(named));
    }

    @Test
    void letsInboxKnowKafka() {
        assertThat(report(ArchitectureRules.kafkaOnlyAtTheEdge(), "letters"))
                .noneMatch(line -> line.contains("LettersInbox"));
    }

    @Test
    void letsClockTellTheTime() {
        assertThat(report(ArchitectureRules.timeFromClock(), "time")).noneMatch(line -> line.contains("allowed("));
    }

    @Test
    void acceptsEndpointWithRole() {
        assertThat(report(ArchitectureRules.everyEndpointSaysWhoMayCall(), "open"))
                .noneMatch(line -> line.contains("look()"));
    }

    @Test
    void acceptsTrialsThatChangeNothing() {
        assertThat(report(ArchitectureRules.changesCanBeSentAgain(), "open"))
                .noneMatch(line -> line.contains("push()"));
    }

    @Test
    void everyRuleGivesItsReason() {
        assertThat(ArchitectureRules.all("contacthub.contact"))
                .allMatch(rule -> rule.getDescription().contains(", because "));
    }

    @Test
    void refusesToGuardNothing() {
        assertThatThrownBy(() -> ArchitectureRules.check("contacthub.nowhere")).isInstanceOf(AssertionError.class)
                .hasMessageContaining("no classes in contacthub.nowhere");
    }

    @Test
    void findsLauncherInOrder() {
        var launcher = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("contacthub.stack");
        var brokersOwn = ArchitectureRules.kafkaOnlyAtTheEdge().getDescription();
        ArchitectureRules.all("contacthub.stack").stream().filter(rule -> !rule.getDescription().equals(brokersOwn))
                .forEach(rule -> rule.allowEmptyShould(true).check(launcher));
    }

    private static List<String> report(ArchRule rule, String folder) {
        return rule.evaluate(new ClassFileImporter().importPackages(BAD + folder)).getFailureReport().getDetails();
    }
}
