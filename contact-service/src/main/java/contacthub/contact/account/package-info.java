/** Accounts and keys: who may use the hub. */
package contacthub.contact.account;
