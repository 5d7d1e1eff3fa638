package contacthub.notification;

import org.junit.jupiter.api.Test;

import contacthub.testkit.ArchitectureRules;

/** The rules of the house hold here. */
class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check("contacthub.notification");
    }
}
