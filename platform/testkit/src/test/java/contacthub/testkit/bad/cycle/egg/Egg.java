package contacthub.testkit.bad.cycle.egg;

import contacthub.testkit.bad.cycle.hen.Hen;

/** Needs the hen, which needs it. */
public record Egg(Hen from) {}
