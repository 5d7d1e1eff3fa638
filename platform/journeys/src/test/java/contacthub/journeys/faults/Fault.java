package contacthub.journeys.faults;

import static java.util.function.Predicate.not;

import java.util.Optional;

/**
 * Something that goes wrong while traffic goes on.
 *
 * @param name what a run is asked for by
 * @param needs why it cannot be tried here, if so: skipped openly, never faked
 * @param strike what happens; it ends with everything healed
 */
record Fault(String name, Optional<String> needs, Strike strike) {

    static Fault of(String name, Strike strike) {
        return new Fault(name, Optional.empty(), strike);
    }

    /** The same, which only works where something is there. */
    Fault needing(boolean there, String otherwise) {
        return new Fault(name, Optional.of(otherwise).filter(not(any -> there)), strike);
    }

    /** Strikes and heals; answers how many dead letters there must be of it. */
    @FunctionalInterface
    interface Strike {

        int on(Struck hub) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
