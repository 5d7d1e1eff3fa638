/** PostgreSQL and Kafka on this machine without installation, and the launcher that runs the three services on them. */
package contacthub.stack;
