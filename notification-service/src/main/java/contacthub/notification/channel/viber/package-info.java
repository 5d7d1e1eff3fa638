/** Viber over the REST API for bots. */
package contacthub.notification.channel.viber;
