package contacthub.contact.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookmarkTest {

    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00.123456Z");

    private static ShownEntry entry(UUID id, Instant changedAt) {
        return new ShownEntry(id, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null,
                changedAt);
    }

    @Test
    void readsItselfBack() {
        for (List<String> got : List.of(List.<String>of(), List.of("1a"), List.of("1a", "2b"))) {
            assertThat(Bookmark.read(new Bookmark(TIME, got).text())).isEqualTo(new Bookmark(TIME, got));
        }
    }

    @Test
    void marksEachChangeOfAnEntryOnce() {
        UUID id = UUID.fromString("0199f000-0000-7000-8000-000000000001");
        assertThat(Bookmark.mark(entry(id, TIME))).isEqualTo(Bookmark.mark(entry(id, TIME)))
                .isNotEqualTo(Bookmark.mark(entry(id, TIME.plusNanos(1000))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "17", "", "%", "MjAyNg", "LTEwMDAwMDAwMC0wMS0wMVQwMDowMDowMFp8"})
    void refusesWhatIsNoBookmark(String text) {
        assertThatThrownBy(() -> Bookmark.read(text)).hasMessageContaining("Last-Event-ID");
    }
}
