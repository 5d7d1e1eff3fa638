package contacthub.contact.imports;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import contacthub.contact.imports.LineSplitter.Line;
import contacthub.contact.imports.LineSplitter.Place;

/**
 * The next lines of a running import, whose row the transaction holds.
 *
 * @param reader how its lines are read
 * @param lines at most {@link #MOST_LINES} of them
 * @param place where the next stretch begins, from the place this one began at
 * @param isLast whether the file ends with these lines
 */
record Stretch(UUID of, String trace, LineReader reader, List<Line> lines, Place place, boolean isLast,
        long refusedBefore) {

    /** How many lines are taken at once. */
    static final int MOST_LINES = 500;

    /** Together they hold several lines of the largest size, so that every stretch gets on. */
    private static final int MOST_PIECES = 4;
    private static final String CLAIM = """
            SELECT * FROM import WHERE state = 'running' ORDER BY changed_at LIMIT 1 FOR UPDATE SKIP LOCKED""";
    private static final String PIECES = """
            SELECT data FROM import_piece WHERE import_id = ? AND number >= ? ORDER BY number LIMIT ?""";

    /** Claims the import that has waited longest and reads on in it; nothing where none is running or free. */
    static Optional<Stretch> claim(Connection connection) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM); ResultSet row = claim.executeQuery()) {
            return row.next() ? Optional.of(read(connection, row)) : Optional.empty();
        }
    }

    private static Stretch read(Connection connection, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        long from = row.getLong("bytes_read");
        byte[] bytes = bytes(connection, id, from);
        boolean toTheEnd = from + bytes.length == row.getLong("bytes");
        Optional<CsvHeader> csv = Optional.ofNullable(row.getString("header")).map(CsvHeader::read);
        var splitter = new LineSplitter(bytes, csv.map(header -> (int) header.delimiter()).orElse(-1), toTheEnd,
                row.getLong("lines_read"), row.getBoolean("mid_line"));
        List<Line> lines = lines(splitter);
        return new Stretch(id, row.getString("trace"),
                new LineReader(row.getString("source"), row.getString("type"), csv), lines, splitter.place(),
                toTheEnd && splitter.place().position() == bytes.length, row.getLong("refused"));
    }

    private static List<Line> lines(LineSplitter splitter) {
        List<Line> lines = new ArrayList<>();
        Optional<Line> next = splitter.next();
        while (next.isPresent()) {
            lines.add(next.get());
            next = lines.size() == MOST_LINES ? Optional.empty() : splitter.next();
        }
        return lines;
    }

    private static byte[] bytes(Connection connection, UUID id, long from) throws SQLException {
        var bytes = new ByteArrayOutputStream(MOST_PIECES * Upload.PIECE);
        try (PreparedStatement select = connection.prepareStatement(PIECES)) {
            select.setObject(1, id);
            select.setInt(2, (int) (from / Upload.PIECE));
            select.setInt(3, MOST_PIECES);
            int skipped = (int) (from % Upload.PIECE);
            try (ResultSet piece = select.executeQuery()) {
                while (piece.next()) {
                    byte[] data = piece.getBytes(1);
                    bytes.write(data, skipped, data.length - skipped);
                    skipped = 0;
                }
            }
        }
        return bytes.toByteArray();
    }
}
