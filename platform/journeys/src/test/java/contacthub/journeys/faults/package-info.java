/**
 * Faults under load: traffic that keeps a history, faults that strike at a number of events, and a checker that holds
 * history and hub against each other (spec 85, I1 to I10).
 */
package contacthub.journeys.faults;
