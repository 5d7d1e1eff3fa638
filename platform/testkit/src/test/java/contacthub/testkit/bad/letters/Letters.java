package contacthub.testkit.bad.letters;

import org.apache.kafka.clients.producer.ProducerRecord;

/** Knows how facts travel although it is neither inbox nor runtime. */
class Letters {

    ProducerRecord<String, String> next() {
        return new ProducerRecord<>("letters", "dear");
    }
}
