/** How a customer deals with us: for how long, and how closely. */
package contacthub.segment.relationship;
