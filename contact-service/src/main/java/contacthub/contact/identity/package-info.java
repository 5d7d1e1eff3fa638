/** Who wrote: addresses normalised, matched to customers, or a new customer made. */
package contacthub.contact.identity;
