package contacthub.testkit.bad.cycle.hen;

import contacthub.testkit.bad.cycle.egg.Egg;

/** Needs the egg, which needs it. */
public record Hen(Egg from) {}
