/** What Telegram sends to a bot's webhook (Bot API), turned into the one inbound shape. */
package contacthub.contact.channel.telegram;
