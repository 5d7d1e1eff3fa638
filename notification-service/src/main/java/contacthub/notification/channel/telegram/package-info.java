/** Telegram over the Bot API. */
package contacthub.notification.channel.telegram;
