package contacthub.runtime.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.common.TopicPartition;

import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;

/** Which dead letters were sent again, when and by whom. */
@ApplicationScoped
class RedrivenLetters {

    private static final String NOTE = """
            INSERT INTO dead_letter_redriven (topic, partition, place, operator) VALUES (?, ?, ?, ?)
            ON CONFLICT (topic, partition, place) DO UPDATE SET at = now(), operator = excluded.operator""";
    private static final String KNOWN = """
            SELECT r.* FROM dead_letter_redriven r
            JOIN unnest(?, ?, ?) l (topic, partition, place) USING (topic, partition, place)""";

    private final Transactions transactions;

    RedrivenLetters(Transactions transactions) {
        this.transactions = transactions;
    }

    void note(DeadLetter.Place place, String operator) {
        transactions.inOne(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
                insert.setString(1, place.partition().topic());
                insert.setInt(2, place.partition().partition());
                insert.setLong(3, place.offset());
                insert.setString(4, operator);
                return insert.executeUpdate();
            }
        });
    }

    /** The same letters, those that were sent again saying so. */
    List<DeadLetter> mark(List<DeadLetter> letters) {
        Map<DeadLetter.Place, UnaryOperator<DeadLetter>> marks = transactions
                .inCurrent(connection -> marks(connection, letters));
        return letters.stream().map(letter -> marks
                .getOrDefault(DeadLetter.Place.of(letter.id()), UnaryOperator.identity()).apply(letter)).toList();
    }

    private static Map<DeadLetter.Place, UnaryOperator<DeadLetter>> marks(Connection connection,
            List<DeadLetter> letters) throws SQLException {
        List<DeadLetter.Place> places = letters.stream().map(letter -> DeadLetter.Place.of(letter.id())).toList();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            Columns.of(connection, select, places).bind("text", place -> place.partition().topic())
                    .bind("int4", place -> place.partition().partition()).bind("int8", DeadLetter.Place::offset);
            Map<DeadLetter.Place, UnaryOperator<DeadLetter>> marks = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    var partition = new TopicPartition(row.getString("topic"), row.getInt("partition"));
                    var at = row.getObject("at", OffsetDateTime.class).toInstant();
                    String operator = row.getString("operator");
                    marks.put(new DeadLetter.Place(partition, row.getLong("place")),
                            letter -> letter.redriven(at, operator));
                }
            }
            return marks;
        }
    }
}
