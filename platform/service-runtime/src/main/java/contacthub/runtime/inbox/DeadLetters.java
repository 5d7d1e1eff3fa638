package contacthub.runtime.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

import contacthub.runtime.event.HubProducer;

/** Where records go that a consumer cannot take: {@code <topic>.dead.<consumer>}, as they came, with the reason as headers. */
@ApplicationScoped
class DeadLetters {

    private static final int REASON_LENGTH = 2_000;

    private final HubProducer producer;

    DeadLetters(HubProducer producer) {
        this.producer = producer;
    }

    /** Returns when the dead letter is durable. */
    void bury(String consumer, ConsumerRecord<byte[], byte[]> poison, Throwable reason) {
        try {
            send(letter(consumer, poison, poison.value(), reason));
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException)) {
                throw new NotBuried(e);
            }
            buryWithoutData(consumer, poison, reason);
        }
    }

    /** With its reasons the letter outgrew what the broker takes: the data stays where the headers say it is. */
    private void buryWithoutData(String consumer, ConsumerRecord<byte[], byte[]> poison, Throwable reason) {
        try {
            send(letter(consumer, poison, null, reason));
        } catch (CompletionException e) {
            throw new NotBuried(e);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> letter) {
        producer.send(letter).orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static ProducerRecord<byte[], byte[]> letter(String consumer, ConsumerRecord<byte[], byte[]> poison,
            byte[] data, Throwable reason) {
        var letter = new ProducerRecord<>(poison.topic() + ".dead." + consumer, null, poison.key(), data,
                poison.headers());
        header(letter, "dead-reason", root(reason).toString());
        header(letter, "dead-topic", poison.topic());
        header(letter, "dead-partition", Integer.toString(poison.partition()));
        header(letter, "dead-offset", Long.toString(poison.offset()));
        return letter;
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        String bounded = value.length() > REASON_LENGTH ? value.substring(0, REASON_LENGTH) : value;
        letter.headers().add(name, bounded.getBytes(UTF_8));
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The dead letter could not be made durable now; the record must not be passed over. */
    static final class NotBuried extends RuntimeException {

        NotBuried(Throwable cause) {
            super("the dead letter was not taken: " + cause.getMessage(), cause);
        }
    }
}
