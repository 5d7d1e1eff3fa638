/** Which channel a message takes, and why each other one does not. */
package contacthub.notification.decision;
