package contacthub.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The closed lists are those of the specification, spelled as in JSON. */
class VocabularyTest {

    @Test
    void listsTheWordsOfTheSpecification() {
        assertThat(Channel.names()).containsExactly("web", "chat", "email", "sms", "call", "telegram", "vk",
                "whatsapp", "viber", "facebook", "instagram", "slack", "line", "paper", "review", "visit");
        assertThat(AddressType.names()).containsExactly("phone", "email", "telegram", "vk", "whatsapp", "viber",
                "facebook", "instagram", "slack", "line", "web", "postal", "external");
        assertThat(ContactKind.names()).containsExactly("question", "complaint", "order", "review", "other");
        assertThat(Direction.names()).containsExactly("in", "out");
    }

    @Test
    void knowsAWordOnlyInItsOwnSpelling() {
        assertThat(Channel.isKnown("telegram")).isTrue();
        assertThat(Channel.isKnown("Telegram")).isFalse();
        assertThat(Channel.isKnown("fax")).isFalse();
        assertThat(Channel.isKnown(null)).isFalse();
        assertThat(AddressType.isKnown("external")).isTrue();
        assertThat(ContactKind.isKnown("complaint")).isTrue();
        assertThat(Direction.isKnown("out")).isTrue();
    }

    @Test
    void writesAWordAsInJson() {
        assertThat(Channel.TELEGRAM.word()).isEqualTo("telegram");
    }
}
