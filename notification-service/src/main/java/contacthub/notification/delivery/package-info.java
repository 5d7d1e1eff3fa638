/** Notifications and their attempts: asked for once, claimed by workers, handed to a channel, recorded whatever happens. */
package contacthub.notification.delivery;
