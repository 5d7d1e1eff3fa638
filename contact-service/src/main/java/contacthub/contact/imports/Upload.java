package contacthub.contact.imports;

import java.io.IOException;
import java.io.InputStream;
import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/**
 * Keeps a file while it streams in, piece by piece, so that memory is bounded whatever its size. Only a file that has
 * come in whole is taken in: what was cut off is thrown away and has to be sent again.
 */
@ApplicationScoped
class Upload {

    /** The bytes of a piece; only the last one of a file may have fewer. */
    static final int PIECE = 128 * 1024;

    private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String BEGIN = """
            INSERT INTO import (id, state, posted_by, source, type, format, header, trace, bytes_read, lines_read,
                created_at, changed_at)
            VALUES (?, 'receiving', ?, ?, ?, ?, ?, ?, ?, ?, now(), now())""";
    private static final String KEEP = "INSERT INTO import_piece (import_id, number, data) VALUES (?, ?, ?)";
    private static final String COUNT = """
            UPDATE import SET bytes = bytes + ?, changed_at = now() WHERE id = ? AND state = 'receiving'""";
    private static final String END = """
            UPDATE import SET state = ?, changed_at = now(), finished_at = CASE WHEN ? THEN now() END
            WHERE id = ? AND state = 'receiving'""";

    private final Transactions transactions;

    Upload(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What is known of a file before its first byte. */
    record Announced(UUID id, String postedBy, String source, String type, String format, String trace) {}

    /** Where the lines of a file begin, and the header of CSV. */
    private record Start(int bytes, int lines, String header) {

        static Start of(String format, byte[] first) {
            int mark = startsWithMark(first) ? BYTE_ORDER_MARK.length : 0;
            return format.equals(Import.CSV) ? header(first, mark) : new Start(mark, 0, null);
        }

        private static boolean startsWithMark(byte[] first) {
            return first.length >= BYTE_ORDER_MARK.length
                    && Arrays.equals(Arrays.copyOf(first, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK);
        }

        private static Start header(byte[] first, int mark) {
            int end = mark;
            while (end < first.length && first[end] != '\n') {
                end++;
            }
            if (end - mark > LineSplitter.LONGEST) {
                throw Problem.invalid("header", "must have at most " + LineSplitter.LONGEST + " bytes");
            }
            Optional<String> header = LineReader.text(Arrays.copyOfRange(first, mark, end));
            String line = header.orElseThrow(() -> Problem.invalid("header", "must be in UTF-8")).strip();
            if (line.indexOf('\0') >= 0) {
                throw Problem.invalid("header", "must not have a NUL character");
            }
            return new Start(Math.min(end + 1, first.length), 1, CsvHeader.read(line).line());
        }
    }

    /**
     * Keeps the whole file and has it taken in.
     *
     * @throws Problem when it is empty, begins with no header although it is CSV, ends before its end, or is cancelled
     */
    void receive(Announced file, InputStream body) {
        byte[] first = piece(body);
        if (first.length == 0) {
            throw Problem.invalid("body", "is empty");
        }
        begin(file, Start.of(file.format, first));
        try {
            int number = 0;
            for (byte[] piece = first; piece.length > 0; piece = piece(body)) {
                keep(file.id, number++, piece);
            }
        } catch (RuntimeException e) {
            end(file.id, "broken");
            throw e;
        }
        end(file.id, "running");
    }

    private static byte[] piece(InputStream body) {
        try {
            return body.readNBytes(PIECE);
        } catch (IOException e) {
            throw Problem.invalid("body", "ended before its end; send it again");
        }
    }

    private void begin(Announced file, Start start) {
        transactions.inNew(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
                insert.setObject(1, file.id);
                insert.setString(2, file.postedBy);
                insert.setString(3, file.source);
                insert.setString(4, file.type);
                insert.setString(5, file.format);
                insert.setString(6, start.header);
                insert.setString(7, file.trace);
                insert.setInt(8, start.bytes);
                insert.setInt(9, start.lines);
                return insert.executeUpdate();
            }
        });
    }

    private void keep(UUID id, int number, byte[] piece) {
        boolean wanted = transactions.inNew(connection -> {
            try (PreparedStatement count = connection.prepareStatement(COUNT);
                    PreparedStatement keep = connection.prepareStatement(KEEP)) {
                count.setInt(1, piece.length);
                count.setObject(2, id);
                keep.setObject(1, id);
                keep.setInt(2, number);
                keep.setBytes(3, piece);
                return count.executeUpdate() == 1 && keep.executeUpdate() == 1;
            }
        });
        if (!wanted) {
            throw Problem.conflict("The import was cancelled.");
        }
    }

    private void end(UUID id, String state) {
        transactions.inNew(connection -> {
            try (PreparedStatement update = connection.prepareStatement(END)) {
                update.setString(1, state);
                update.setBoolean(2, !state.equals("running"));
                update.setObject(3, id);
                return update.executeUpdate();
            }
        });
    }
}
