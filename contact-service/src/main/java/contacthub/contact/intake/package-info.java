/** The front door and what stands right behind it: checked, durable on the intake log, then projected in batches. */
package contacthub.contact.intake;
