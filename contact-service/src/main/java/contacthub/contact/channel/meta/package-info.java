/** What Meta sends for WhatsApp numbers, Facebook pages and Instagram accounts, turned into the one inbound shape. */
package contacthub.contact.channel.meta;
