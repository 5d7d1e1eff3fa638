/**
 * E-mail in: IMAP mailboxes read as their letters arrive (RFC 9051, RFC 2177), each letter turned into the one inbound
 * shape, or into the failed delivery of something we wrote.
 */
package contacthub.contact.channel.mail;
