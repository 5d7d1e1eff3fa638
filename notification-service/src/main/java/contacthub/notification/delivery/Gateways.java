package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.notification.channel.Adapter;
import contacthub.runtime.sql.Transactions;

/**
 * How the providers of channels fare, known to all instances: one that failed several times in a row is left alone for
 * a while, then tried with one message; the next provider of the channel stands in for it meanwhile (circuit breaker).
 * Also how fast each may be fed.
 */
@ApplicationScoped
class Gateways {

    private static final int MANY_FAILURES = 5;
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final String STATE = """
            SELECT name, failures, coalesce(paused_until > now(), false) AS paused FROM gateway WHERE name = ANY (?)""";
    private static final String RECOVERED = """
            UPDATE gateway SET failures = 0, paused_until = NULL, because = NULL WHERE name = ?""";
    private static final String FAILED = """
            INSERT INTO gateway AS g (name, failures, because) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET failures = g.failures + excluded.failures, because = excluded.because
            RETURNING failures""";
    private static final String PAUSE = """
            UPDATE gateway SET paused_until = greatest(paused_until, now() + ? * interval '1 millisecond')
            WHERE name = ?""";
    private static final String ENSURE = "INSERT INTO gateway (name) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String FILL = """
            UPDATE gateway SET tokens = least(?, tokens + extract(epoch FROM now() - refilled_at) * ?),
                refilled_at = now() WHERE name = ? RETURNING floor(tokens)::int""";
    private static final String TAKE = "UPDATE gateway SET tokens = tokens - ? WHERE name = ?";

    private final Transactions transactions;
    private final DeliverySettings settings;

    Gateways(Transactions transactions, DeliverySettings settings) {
        this.transactions = transactions;
        this.settings = settings;
    }

    /**
     * The provider to send with now.
     *
     * @param most how many messages it may be handed at once
     * @param suspect it failed last
     */
    record Chosen(Adapter adapter, int most, boolean suspect) {}

    private record Fares(String name, int failures, boolean paused) {

        Fares(String name) {
            this(name, 0, false);
        }
    }

    /** The first of these that is not left alone and may be fed. */
    Optional<Chosen> choose(Connection connection, List<Adapter> providers, int most) throws SQLException {
        for (Adapter adapter : providers) {
            Fares fares = fares(connection, adapter.provider());
            if (!fares.paused) {
                int allowed = Math.min(allowed(connection, adapter.provider()),
                        fares.failures >= MANY_FAILURES ? 1 : most);
                if (allowed > 0) {
                    return Optional.of(new Chosen(adapter, allowed, fares.failures > 0));
                }
            }
        }
        return Optional.empty();
    }

    private static Fares fares(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STATE)) {
            select.setArray(1, connection.createArrayOf("text", new String[]{ name}));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Fares(name, row.getInt(2), row.getBoolean(3)) : new Fares(name);
            }
        }
    }

    /** Of a token bucket that holds what one second lets through; without a rate, any number. */
    private int allowed(Connection connection, String name) throws SQLException {
        Double rate = settings.rate().get(name);
        if (rate == null) {
            return Integer.MAX_VALUE;
        }
        update(connection, ENSURE, name);
        try (PreparedStatement fill = connection.prepareStatement(FILL)) {
            fill.setDouble(1, Math.max(1, rate));
            fill.setDouble(2, rate);
            fill.setString(3, name);
            try (ResultSet row = fill.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** So many were handed to it, in the transaction that chose it. */
    void handed(Connection connection, String name, int messages) throws SQLException {
        if (settings.rate().containsKey(name)) {
            update(connection, TAKE, messages, name);
        }
    }

    /** It works again. */
    void recovered(String name) {
        transactions.inNew(connection -> update(connection, RECOVERED, name));
    }

    /**
     * It failed, so many times in a row.
     *
     * @param asked the pause it asked for
     */
    void failed(String name, int times, Duration asked, String because) {
        transactions.inNew(connection -> {
            int failures = failures(connection, name, times, because);
            Duration pause = longer(asked, failures < MANY_FAILURES ? Duration.ZERO : pause(failures));
            return pause.isZero()
                    ? 0
                    : update(connection, PAUSE, Math.min(pause.toMillis(), LONGEST.toMillis()), name);
        });
    }

    private static int failures(Connection connection, String name, int times, String because) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(FAILED)) {
            upsert.setString(1, name);
            upsert.setInt(2, times);
            upsert.setString(3, because);
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static Duration pause(int failures) {
        return SHORTEST.multipliedBy(1L << Math.min(failures - MANY_FAILURES, 10));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }
}
