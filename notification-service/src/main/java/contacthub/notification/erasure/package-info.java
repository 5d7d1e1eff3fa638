/** A person is erased (spec 25, rule 9): what was sent stays countable, to whom and what is gone. */
package contacthub.notification.erasure;
