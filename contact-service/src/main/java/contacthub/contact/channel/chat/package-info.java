/** The chat widget of any web page: its visitors' messages become contacts, what is answered reaches them live. */
package contacthub.contact.channel.chat;
