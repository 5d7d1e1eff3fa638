/** Which response times a conversation is owed: an ordered list of policies, in all its versions. */
package contacthub.contact.policy;
