/** Messengers to play with: the vendors' interfaces as strictly as their own, and a page where one is the customer. */
package contacthub.stack.sandbox;
