/** Who answers customers, in which working hours, and when they are away. */
package contacthub.contact.operator;
