/** E-mail over SMTP. */
package contacthub.notification.channel.email;
