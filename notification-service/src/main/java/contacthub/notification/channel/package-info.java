/** The ways out of the hub, behind one small interface; vendors are known in sub-packages only. */
package contacthub.notification.channel;
