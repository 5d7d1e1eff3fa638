package contacthub.contact;

import org.junit.jupiter.api.Test;

import contacthub.testkit.ArchitectureRules;

/** The house rules, applied to this service. */
class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check("contacthub.contact");
    }
}
