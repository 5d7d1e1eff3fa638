package contacthub.runtime.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

import contacthub.runtime.web.Problem;

/**
 * A record that this service could not take.
 *
 * @param id {@code <topic>~<partition>~<offset>} of the dead letter
 * @param topic the record's own, with its partition and offset there
 * @param at when it was given up
 * @param text its data as far as it is text; nothing where it outgrew what the broker takes
 * @param redrivenAt when it was last sent again, by whom
 */
public record DeadLetter(String id, String topic, int partition, long offset, Instant at, String consumer, String type,
        String subject, String reason, String text, Instant redrivenAt, String redrivenBy) {

    private static final Pattern ID = Pattern.compile("([a-zA-Z0-9._-]{1,200})~(\\d{1,9})~(\\d{1,18})");
    private static final int SHOWN = 20_000;

    /** Where a dead letter itself lies. */
    record Place(TopicPartition partition, long offset) {

        /** Reads an id; a 404 problem where it is none. */
        static Place of(String id) {
            Matcher parts = ID.matcher(id);
            if (!parts.matches()) {
                throw Problem.notFound("There is no dead letter " + id + ".");
            }
            return new Place(new TopicPartition(parts.group(1), Integer.parseInt(parts.group(2))),
                    Long.parseLong(parts.group(3)));
        }
    }

    static DeadLetter of(ConsumerRecord<byte[], byte[]> letter, String consumer) {
        return new DeadLetter(letter.topic() + "~" + letter.partition() + "~" + letter.offset(),
                header(letter, "dead-topic"), number(letter, "dead-partition").intValue(),
                number(letter, "dead-offset"), Instant.ofEpochMilli(letter.timestamp()), consumer,
                header(letter, "ce_type"), header(letter, "ce_subject"), header(letter, "dead-reason"),
                text(letter.value()), null, null);
    }

    DeadLetter redriven(Instant when, String by) {
        return new DeadLetter(id, topic, partition, offset, at, consumer, type, subject, reason, text, when, by);
    }

    static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static Long number(ConsumerRecord<byte[], byte[]> letter, String name) {
        String value = header(letter, name);
        return value == null ? -1L : Long.parseLong(value);
    }

    private static String text(byte[] data) {
        if (data == null) {
            return null;
        }
        String text = new String(data, UTF_8);
        return text.length() > SHOWN ? text.substring(0, SHOWN) : text;
    }
}
