/** Short messages over HTTP, by the interface of Kannel's smsbox. */
package contacthub.notification.channel.sms.kannel;
