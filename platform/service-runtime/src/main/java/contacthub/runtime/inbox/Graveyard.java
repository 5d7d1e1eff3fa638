package contacthub.runtime.inbox;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

import contacthub.runtime.event.HubProducer;
import contacthub.runtime.web.Problem;

/** The dead letters of this service, read where they lie, and sent again to the topic they came from. */
@ApplicationScoped
class Graveyard {

    private final DeadLetterTopics topics;
    private final RedrivenLetters redriven;
    private final HubProducer producer;

    Graveyard(DeadLetterTopics topics, RedrivenLetters redriven, HubProducer producer) {
        this.topics = topics;
        this.redriven = redriven;
        this.producer = producer;
    }

    /** The newest, at most so many, newest first. */
    List<DeadLetter> newest(int most) {
        return redriven.mark(topics.last(most).stream().sorted(Comparator.comparing(DeadLetter::at).reversed()
                .thenComparing(DeadLetter::id)).limit(most).toList());
    }

    /** Sends one again, as it came; a 404 problem where it is not there (any more), 409 where its data is not. */
    void redrive(String id, String operator) {
        DeadLetter.Place place = DeadLetter.Place.of(id);
        ConsumerRecord<byte[], byte[]> letter = topics.at(place)
                .orElseThrow(() -> Problem.notFound("There is no dead letter " + id + "."));
        if (letter.value() == null) {
            throw Problem.conflict("Its data was too large for a dead letter; it lies where topic, partition and "
                    + "offset say.");
        }
        send(letter);
        redriven.note(place, operator);
    }

    private void send(ConsumerRecord<byte[], byte[]> letter) {
        List<Header> own = StreamSupport.stream(letter.headers().spliterator(), false)
                .filter(header -> !header.key().startsWith("dead-")).toList();
        try {
            producer.send(new ProducerRecord<>(DeadLetter.header(letter, "dead-topic"), null, letter.key(),
                    letter.value(), own)).orTimeout(10, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw Problem.unavailable("The brokers do not take it now.", 5);
        }
    }
}
