/** What LINE's Messaging API sends to a channel's webhook, turned into the one inbound shape. */
package contacthub.contact.channel.line;
