/** Facts leave a service here: written in the transaction of the change they report, relayed to Kafka at least once. */
package contacthub.runtime.outbox;
