/** Files that came with contacts: kept within limits, each once, as long as what they belong to (docs/adr/0028). */
package contacthub.contact.attachment;
