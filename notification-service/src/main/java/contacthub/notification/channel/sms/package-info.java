/** Short messages: how texts become parts and parts texts again, by whichever kind of gateway they travel. */
package contacthub.notification.channel.sms;
