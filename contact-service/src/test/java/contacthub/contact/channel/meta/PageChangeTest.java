package contacthub.contact.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.channel.Heard;
import contacthub.contact.channel.Said;

class PageChangeTest {

    private static final JsonNode PAGE = Heard.json("{\"id\": \"100\", \"time\": 1700000060}");

    private static Said said(String field, String value) {
        return new PageChange(PAGE, Heard.json("{\"field\": \"" + field + "\", \"value\": " + value + "}")).said();
    }

    private static Said comment(String verb, String from) {
        return said("feed", """
                {"item": "comment", "verb": "%s", "comment_id": "6_1", "post_id": "100_6", "created_time": 1700000000,
                 "from": {"id": "%s", "name": "Ann"}, "message": "Nice"}""".formatted(verb, from));
    }

    @Test
    void takesCommentsOfPeopleAndTheirEdits() {
        assertThat(Heard.of(comment("add", "42"))).isEqualTo("wrote comment-6_1 facebook:42 (thread 100_6) \"Nice\"");
        assertThat(Heard.message(comment("add", "42")).time()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(Heard.of(comment("edited", "42"))).endsWith("\"Nice\" edit of 6_1");
        assertThat(Heard.message(comment("edited", "42")).time()).isEqualTo("2023-11-14T22:14:20Z");
    }

    @Test
    void keepsPhotoAndVideoInOneOrderSoThatARetryIsTheSame() {
        Said said = said("feed", """
                {"item": "comment", "verb": "add", "comment_id": "6_1", "from": {"id": "42"},
                 "video": "https://meta.example/v", "photo": "https://meta.example/p"}""");
        assertThat(Heard.message(said).attachments()).extracting("url").containsExactly("https://meta.example/p",
                "https://meta.example/v");
    }

    @Test
    void takesAReview() {
        Said said = said("ratings",
                """
                {"item": "rating", "verb": "add", "open_graph_story_id": 9, "reviewer_id": 42, "review_text": "Good"}""");
        assertThat(Heard.of(said)).isEqualTo("wrote rating-9 facebook:42 (thread 9) \"Good\"");
        assertThat(Heard.message(said).kind()).isEqualTo("review");
    }

    @Test
    void usesNothingElse() {
        assertThat(comment("add", "100")).isEqualTo(new Said.Unused("feed.own"));
        assertThat(comment("add", "")).isEqualTo(new Said.Unused("feed.nobody"));
        assertThat(comment("remove", "42")).isEqualTo(new Said.Unused("feed.hidden_or_removed"));
        assertThat(said("feed", "{\"item\": \"reaction\"}")).isEqualTo(new Said.Unused("feed.reaction"));
        assertThat(said("leadgen", "{}")).isEqualTo(new Said.Unused("leadgen"));
    }

    @Test
    void takesCommentsOnInstagram() {
        String comment = "{\"field\": \"comments\", \"value\": {\"id\": \"7\", \"text\": \"Nice\", \"from\": %s, \"media\": {\"id\": \"5\"}}}";
        assertThat(Heard.of(new InstagramChange(PAGE, Heard.json(comment.formatted("{\"id\": \"42\"}"))).said()))
                .isEqualTo("wrote comment-7 instagram:42 (thread 5) \"Nice\"");
        assertThat(Heard.of(new InstagramChange(PAGE, Heard.json(comment.formatted("null"))).said()))
                .isEqualTo("unused comment.nobody");
    }
}
