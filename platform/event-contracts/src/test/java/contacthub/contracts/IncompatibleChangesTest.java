package contacthub.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

/** The gate sees each kind of incompatible change, and lets compatible ones pass. */
class IncompatibleChangesTest {

    private static final String RELEASED = """
            {"$defs": {"Address": {"type": "object", "required": ["value"],
                                   "properties": {"value": {"type": "string"}, "name": {"type": "string"}}}},
             "type": "object",
             "required": ["channel"],
             "anyOf": [{"required": ["from"]}, {"required": ["all"]}],
             "properties": {
               "channel": {"type": "string", "enum": ["web", "sms"]},
               "from": {"$ref": "#/$defs/Address"},
               "all": {"type": "array", "items": {"$ref": "#/$defs/Address"}},
               "at": {"type": "string", "format": "date-time"},
               "amount": {"type": ["number", "string"]},
               "numbers": {"type": "object", "additionalProperties": {"type": "string"}},
               "text": {"type": "string"}}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            , "text": {"type": "string"}                | ``                                   | data.text was removed
            "text": {"type": "string"}                  | "text": {"type": "integer"}          | data.text changed its type from [string] to [integer]
            ["number", "string"]                        | "number"                             | data.amount changed its type from [number, string] to [number]
            , "format": "date-time"                     | ``                                   | data.at changed its type from [string, date-time] to [string]
            "required": ["channel"]                     | "required": ["channel", "text"]      | data.text became required
            "required": ["channel"]                     | "required": []                       | data.channel is no longer required
            ["web", "sms"]                              | ["web"]                              | data.channel lost the word sms
            , "enum": ["web", "sms"]                    | ``                                   | data.channel lost a closed list of words
            "at": {                                     | "at": {"enum": ["never"],            | data.at got a closed list of words
            , {"required": ["all"]}                     | ``                                   | data lost an alternative
            {"required": ["all"]}                       | {"required": ["text"]}               | data.text became required
            "text": {"type": "string"}                  | "text": {"type": "string", "anyOf": [{"maxLength": 1}]} | data.text got alternatives where it had none
            , "name": {"type": "string"}                | ``                                   | data.from.name was removed
            "required": ["value"]                       | "required": ["value", "name"]        | data.all[].name became required
            "additionalProperties": {"type": "string"}  | "additionalProperties": {"type": "number"} | data.numbers.* changed its type from [string] to [number]
            """)
    void incompatibleChangeIsNamed(String before, String now, String change) {
        assertThat(RELEASED.replaceAll("\\s+", " ")).contains(before);

        assertThat(changes(before, now)).contains(change);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "text": {"type": "string"} | "text": {"type": "string"}, "tone": {"type": "string"}
            ["web", "sms"]             | ["web", "sms", "telegram"]
            {"required": ["all"]}      | {"required": ["all"]}, {"required": ["text"]}
            "type": "object"           | "type": "object", "description": "said in more words"
            """)
    void compatibleChangePasses(String before, String now) {
        assertThat(changes(before, now)).isEmpty();
    }

    @Test
    void unchangedSchemaPasses() {
        assertThat(changes("web", "web")).isEmpty();
    }

    private static Iterable<String> changes(String before, String now) {
        String changed = RELEASED.replaceAll("\\s+", " ").replace(before, now);
        return IncompatibleChanges.between(json(RELEASED), json(changed));
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
