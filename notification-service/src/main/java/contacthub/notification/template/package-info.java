/** The words we write in, per language; no code in a template can reach the JVM. */
package contacthub.notification.template;
