package contacthub.testkit.bad.letters;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** May know how facts travel: it is where they come in. */
class LettersInbox {

    String read(ConsumerRecord<String, String> letter) {
        return letter.value();
    }
}
