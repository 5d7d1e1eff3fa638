/** What happened elsewhere that makes us write: promises, operators' replies, and what is learned of customers on the way. */
package contacthub.notification.trigger;
