/** Customers who turned out to be one: what services that know customers by id only need to follow merges. */
package contacthub.runtime.redirect;
