/** What Twilio sends for a number's messages, turned into the one inbound shape. */
package contacthub.contact.channel.twilio;
