/** Which customers look like one person though no address says so: proposed to an operator, never merged by itself. */
package contacthub.contact.likeness;
