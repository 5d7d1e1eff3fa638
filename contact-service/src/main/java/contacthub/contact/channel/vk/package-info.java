/** What VK's Callback API sends to a community's server, turned into the one inbound shape. */
package contacthub.contact.channel.vk;
