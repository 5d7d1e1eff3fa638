/** Short messages over SMPP 3.4: one session kept open, parts out, receipts and messages in. */
package contacthub.notification.channel.sms.smpp;
