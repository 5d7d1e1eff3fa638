package contacthub.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

class CopyTest {

    private String stored = "old";
    private Copy<String> copy;
    private CompletableFuture<String> reader;

    @Test
    void readsOnceUntilItIsEdited() {
        Copy<List<String>> lists = new Copy<>(before -> List.of(stored));
        assertThat(lists.lastRead()).isNull();
        List<String> first = lists.get();
        assertThat(first).containsExactly("old");
        stored = "new";
        assertThat(lists.get()).isSameAs(first);
        lists.edited();
        assertThat(lists.get()).containsExactly("new");
    }

    @Test
    void nobodyIsGivenWhatWasBeforeAnEditWhileItIsReadAgain() {
        copy = new Copy<>(before -> before == null ? stored : readBesideAnother());
        copy.get();
        stored = "new";
        copy.edited();
        copy.again();
        assertThat(reader.join()).isEqualTo("new");
    }

    private String readBesideAnother() {
        if (reader == null) {
            reader = CompletableFuture.supplyAsync(copy::get);
            assertThatThrownBy(() -> reader.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        }
        return stored;
    }

    @Test
    void anEditDuringAReadingIsReadByTheNext() {
        copy = new Copy<>(before -> before == null ? readBeforeAnEdit() : stored);
        assertThat(copy.get()).isEqualTo("old");
        assertThat(copy.get()).isEqualTo("new");
    }

    private String readBeforeAnEdit() {
        String read = stored;
        stored = "new";
        copy.edited();
        return read;
    }
}
