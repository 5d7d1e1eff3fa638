/** Whether the service can do its work, told truthfully. */
package contacthub.runtime.health;
