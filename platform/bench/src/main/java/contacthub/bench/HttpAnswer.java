package contacthub.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Finds out from the bytes read so far whether an HTTP/1.1 answer is complete, and its status. */
final class HttpAnswer {

    private static final int STATUS_AT = 9;
    private static final String LENGTH = "content-length:";
    private static final String CHUNKED = "transfer-encoding: chunked";
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private HttpAnswer() {
    }

    /** The status of the answer, or 0 while a part of it is missing; the buffer is left as it is. */
    static int status(ByteBuffer read) {
        byte[] bytes = read.array();
        int end = headEnd(bytes, read.position());
        if (end < 0) {
            return 0;
        }
        String head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        boolean complete = head.contains(CHUNKED)
                ? endsWithLastChunk(bytes, read.position())
                : read.position() >= end + 4 + bodyLength(head);
        return complete ? Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3)) : 0;
    }

    /** JSON has no line breaks of this kind inside, so the last chunk can be known by its bytes. */
    private static boolean endsWithLastChunk(byte[] bytes, int length) {
        return length >= LAST_CHUNK.length
                && Arrays.equals(bytes, length - LAST_CHUNK.length, length, LAST_CHUNK, 0, LAST_CHUNK.length);
    }

    private static int bodyLength(String head) {
        int at = head.indexOf(LENGTH);
        if (at < 0) {
            throw new IllegalStateException("an answer of unknown length cannot be measured: " + head);
        }
        int end = head.indexOf('\r', at);
        return Integer.parseInt(head.substring(at + LENGTH.length(), end < 0 ? head.length() : end).strip());
    }

    private static int headEnd(byte[] bytes, int length) {
        for (int i = 0; i + 3 < length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
