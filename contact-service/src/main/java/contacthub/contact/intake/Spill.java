package contacthub.contact.intake;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;

import contacthub.contact.intake.IntakeLog.Line;
import contacthub.contracts.Json;
import contacthub.runtime.sql.Columns;
import contacthub.runtime.sql.Transactions;

/** Accepted events kept in PostgreSQL until Kafka takes them. */
@ApplicationScoped
class Spill {

    private static final int BATCH = 500;
    private static final String KEEP = "INSERT INTO intake_spill (key, headers, data) SELECT * FROM unnest(?, ?, ?)";
    private static final String ANY = "SELECT EXISTS (SELECT 1 FROM intake_spill)";
    private static final String TAKE = """
            WITH taken AS (
                DELETE FROM intake_spill WHERE seq IN (
                    SELECT seq FROM intake_spill ORDER BY seq LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING seq, key, headers, data)
            SELECT key, headers, data FROM taken ORDER BY seq""";

    private final Transactions transactions;

    Spill(Transactions transactions) {
        this.transactions = transactions;
    }

    void keep(List<Line> lines) {
        transactions.inNew(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
                Columns.of(connection, insert, lines).bind("text", Line::key)
                        .bind("text", line -> Json.text(line.headers())).bind("bytea", Line::data);
                return insert.executeUpdate();
            }
        });
    }

    boolean isEmpty() {
        return transactions.inNew(connection -> {
            try (PreparedStatement any = connection.prepareStatement(ANY); ResultSet answer = any.executeQuery()) {
                answer.next();
                return !answer.getBoolean(1);
            }
        });
    }

    /**
     * Hands the oldest lines on, in the order they were kept; they are gone only when that returned. Answers how many
     * there were.
     */
    int relay(Consumer<List<Line>> onward) {
        return transactions.inNew(connection -> {
            List<Line> lines = new ArrayList<>();
            try (PreparedStatement take = connection.prepareStatement(TAKE)) {
                take.setInt(1, BATCH);
                try (ResultSet row = take.executeQuery()) {
                    while (row.next()) {
                        lines.add(new Line(row.getString("key"), headers(row.getString("headers")),
                                row.getBytes("data")));
                    }
                }
            }
            if (!lines.isEmpty()) {
                onward.accept(lines);
            }
            return lines.size();
        });
    }

    private static Map<String, String> headers(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<Map<String, String>>() {
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a spilled event has no readable headers", e);
        }
    }
}
