/** Deliberate breaches, one per rule of the house, so that each rule has been seen failing. */
package contacthub.testkit.bad;
