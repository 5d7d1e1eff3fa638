package contacthub.runtime.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Queries that travel to the database and back together: each way costs more than a look into an index. The driver sends
 * statements between semicolons at once (PostgreSQL, extended query protocol, pipelining).
 */
public final class RoundTrip {

    private final List<Answer<?>> answers = new ArrayList<>();

    /** What a query answers, once the trip is over. */
    public static final class Answer<T> {

        private final Query<T> query;
        private T value;

        private Answer(Query<T> query) {
            this.query = query;
        }

        /** What was made of the rows. */
        public T get() {
            return value;
        }

        private void read(PreparedStatement statement) throws SQLException {
            try (var rows = statement.getResultSet()) {
                value = query.reading().of(rows);
            }
        }
    }

    /** Takes one more along. */
    public <T> Answer<T> with(Query<T> query) {
        Answer<T> answer = new Answer<>(query);
        answers.add(answer);
        return answer;
    }

    /** Asks all. */
    public void go(Connection connection) throws SQLException {
        String all = answers.stream().map(answer -> answer.query.text()).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(all)) {
            int index = 1;
            for (Answer<?> answer : answers) {
                index = answer.query.bind(connection, statement, index);
            }
            statement.execute();
            for (Answer<?> answer : answers) {
                answer.read(statement);
                statement.getMoreResults(PreparedStatement.KEEP_CURRENT_RESULT);
            }
        }
    }
}
