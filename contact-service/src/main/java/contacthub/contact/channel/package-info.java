/** What vendors send to our webhooks, turned into the one inbound shape; a package per vendor, what is common is here. */
package contacthub.contact.channel;
