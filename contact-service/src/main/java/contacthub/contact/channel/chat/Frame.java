package contacthub.contact.channel.chat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;

import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;

/** What a page and the hub say to each other, one JSON object a WebSocket message. */
final class Frame {

    private static final ObjectReader READER = Json.MAPPER.readerFor(FromPage.class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Frame() {
    }

    /**
     * What a page says: {@code hello} (token, seen, language) first, then {@code message} (id, text, name, email, phone,
     * page), {@code seen} (ids) and {@code ping}.
     *
     * @param seen the last reply the page has shown
     * @param id the page's own id of a message, the same whenever it is sent again
     */
    record FromPage(String type, String token, UUID seen, String language, String id, String text, String name,
            String email, String phone, String page, List<UUID> ids) {}

    /** Reads one; a problem where it is none. */
    static FromPage read(String json) {
        try {
            FromPage frame = READER.readValue(json);
            if (frame != null && frame.type != null) {
                return frame;
            }
        } catch (JsonProcessingException e) {
            throw Problem.invalid("frame", "is no JSON object of this chat");
        }
        throw Problem.invalid("type", "is missing");
    }

    /** The answer to hello: who the visitor is from now on, and what the account wants to be read first. */
    record Welcome(String type, String token, String title, String greeting) {

        Welcome(String token, String title, String greeting) {
            this("welcome", token, title, greeting);
        }
    }

    /** A message is durable. */
    record Ack(String type, String id) {

        Ack(String id) {
            this("ack", id);
        }
    }

    /** A message was not taken; sending it again is worth while only where it says so. */
    record Failed(String type, String id, String reason, boolean retry) {

        Failed(String id, String reason, boolean retry) {
            this("failed", id, reason, retry);
        }
    }

    /** The company answers. */
    record Reply(String type, UUID id, String text, Instant at) {

        Reply(UUID id, String text, Instant at) {
            this("reply", id, text, at);
        }
    }

    /** By when the company will answer; renewed where an earlier time has passed. */
    record Promise(String type, UUID id, Instant due, boolean renewed, Instant at) {

        Promise(UUID id, Instant due, boolean renewed, Instant at) {
            this("promise", id, due, renewed, at);
        }
    }

    /** The hub is there. */
    record Pong(String type) {

        Pong() {
            this("pong");
        }
    }

    /** What was sent was no frame of this chat. */
    record Wrong(String type, String field, String reason) {

        Wrong(String field, String reason) {
            this("error", field, reason);
        }
    }
}
