/** What the hub makes of a name, to be tried before it is trusted (spec 05). */
package contacthub.contact.name;
