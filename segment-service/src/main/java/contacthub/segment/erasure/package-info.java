/** A person is erased or wants to see what is kept of them (spec 25, rule 9). */
package contacthub.segment.erasure;
