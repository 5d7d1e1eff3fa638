/** VK over the API of communities. */
package contacthub.notification.channel.vk;
