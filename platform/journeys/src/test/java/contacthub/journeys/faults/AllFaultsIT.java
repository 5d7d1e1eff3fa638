package contacthub.journeys.faults;

import java.io.IOException;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import contacthub.journeys.RunningHub;

/**
 * Every fault of the list under traffic, with two instances of each service. {@code -Djourneys.fault=…} chooses by a
 * regular expression, {@code -Djourneys.seed=…} repeats a run.
 */
class AllFaultsIT {

    private static final String CHOSEN = System.getProperty("journeys.fault", ".*");

    private static RunningHub hub;
    private static Experiment experiment;

    @BeforeAll
    static void start() {
        hub = RunningHub.doubled();
        experiment = new Experiment(hub, true);
    }

    @AfterAll
    static void end() {
        if (hub != null) {
            hub.parts().down();
        }
    }

    static Stream<Fault> faults() {
        return Faults.ALL.stream().filter(fault -> fault.name().matches(CHOSEN));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void holdsItsInvariants(Fault fault) throws IOException {
        experiment.run(fault);
    }
}
