package contacthub.testkit.bad.stranger;

import contacthub.notification.Neighbour;

/** Reaches into a service next door. */
record Curious(Neighbour neighbour) {}
