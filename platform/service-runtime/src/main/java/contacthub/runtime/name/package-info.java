/** Names of people: taken apart, declined, and which of them to greet with (spec 25, rule 8). */
package contacthub.runtime.name;
