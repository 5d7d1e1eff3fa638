package contacthub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class HttpAnswerTest {

    private static final String WHOLE = "HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\nX-Request-Id: 1\r\n\r\nhello";

    @Test
    void knowsStatusOnceWholeAnswerIsRead() {
        for (int length = 0; length < WHOLE.length(); length++) {
            assertThat(HttpAnswer.status(read(WHOLE.substring(0, length)))).isZero();
        }
        assertThat(HttpAnswer.status(read(WHOLE))).isEqualTo(202);
    }

    @Test
    void readsAnswerWithoutBody() {
        assertThat(HttpAnswer.status(read("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n")))
                .isEqualTo(503);
    }

    @Test
    void readsAnswerInChunksToTheLast() {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
        assertThat(HttpAnswer.status(read(chunked.substring(0, chunked.length() - 2)))).isZero();
        assertThat(HttpAnswer.status(read(chunked))).isEqualTo(200);
    }

    @Test
    void refusesAnswerOfUnknownLength() {
        assertThatThrownBy(() -> HttpAnswer.status(read("HTTP/1.1 200 OK\r\nServer: other\r\n\r\n")))
                .hasMessageContaining("unknown length");
    }

    private static ByteBuffer read(String text) {
        return ByteBuffer.allocate(1_000).put(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
