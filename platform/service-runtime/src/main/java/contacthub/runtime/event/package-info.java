/** Events on the wire: ids, the binary Kafka form, and the one producer every service sends with. */
package contacthub.runtime.event;
