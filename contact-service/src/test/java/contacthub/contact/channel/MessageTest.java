package contacthub.contact.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Address;
import contacthub.contracts.ContactFact.Attachment;
import contacthub.contracts.Json;

class MessageTest {

    private static final Message HELLO = Message.of("17", "line", Address.of("line", "U1"), "Hello", "U1",
            Instant.parse("2026-03-02T09:15:00Z"));

    private static String id(Message message) {
        return message.received("/webhooks/line/main").id();
    }

    private static JsonNode data(byte[] data) {
        return Json.read(data, JsonNode.class);
    }

    @Test
    void isTheSameEventWhenItComesAgainWithNewlySignedLinks() {
        Message once = HELLO
                .with(List.of(new Attachment("a.pdf", "application/pdf", "https://files.example/1?sig=a", 3L)));
        Message again = HELLO
                .with(List.of(new Attachment("a.pdf", "application/pdf", "https://files.example/1?sig=b", 3L)));
        assertThat(id(again)).isEqualTo(id(once)).startsWith("17-").isNotEqualTo(id(HELLO));
    }

    @Test
    void isAnEventOfItsOwnWhenEdited() {
        assertThat(id(HELLO.editOf("17"))).isNotEqualTo(id(HELLO));
        assertThat(data(HELLO.editOf("17").received("/x").data()).path("edit_of").asText()).isEqualTo("17");
        assertThat(data(HELLO.received("/x").data()).has("edit_of")).isFalse();
    }

    @Test
    void isAnEventOfItsOwnWhenTheCompanyWroteIt() {
        assertThat(HELLO.sent("/webhooks/line/main").id()).isNotEqualTo(id(HELLO));
    }

    @Test
    void keepsTheFilesOfAnAnswerWithoutText() {
        Message file = Message.of("18", "vk", Address.of("vk", "1"), "", "1", null)
                .with(List.of(new Attachment(null, null, "https://files.example/1", null)));
        JsonNode sent = data(file.sent("/x").data());
        assertThat(sent.path("text").asText()).isEqualTo("[attachment]");
        assertThat(sent.path("attachments").path(0).path("url").asText()).isEqualTo("https://files.example/1");
    }

    @Test
    void cutsWhatIsLongerThanAContactMayBe() {
        Message essay = Message.of("19", "vk", Address.of("vk", "1"), "ю".repeat(70_000), "1", null);
        assertThat(essay.text()).hasSize(60_000).endsWith("…");
    }

    @Test
    void leavesOutWhatCannotBeALanguage() {
        assertThat(HELLO.in("x".repeat(36)).language()).isNull();
        assertThat(HELLO.in("ru").language()).isEqualTo("ru");
    }
}
