/** What Viber sends to a bot's webhook, turned into the one inbound shape. */
package contacthub.contact.channel.viber;
