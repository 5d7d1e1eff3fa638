/** WhatsApp over Meta's Cloud API. */
package contacthub.notification.channel.whatsapp;
