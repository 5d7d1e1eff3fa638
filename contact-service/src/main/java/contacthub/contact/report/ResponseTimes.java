package contacthub.contact.report;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.BoundedQuery;

/** Counts measured spans; every report is one query over them (spec 40). */
@ApplicationScoped
class ResponseTimes {

    /** How percentiles are found. */
    static final String METHOD = "percentile_cont: linear interpolation between the two nearest of the sorted values";

    private static final String REPORT = """
            SELECT m.clock COLLATE "C" AS clock, (%s) COLLATE "C" AS part, count(*) AS count,
                count(*) FILTER (WHERE m.met) AS met, count(*) FILTER (WHERE m.ended_at IS NULL) AS unanswered,
                avg(m.actual_us) AS actual_average, avg(m.working_us) AS working_average,
                percentile_cont(ARRAY[0.5, 0.9, 0.95]) WITHIN GROUP (ORDER BY m.actual_us) AS actual,
                percentile_cont(ARRAY[0.5, 0.9, 0.95]) WITHIN GROUP (ORDER BY m.working_us) AS working
            FROM measured_span m, (SELECT ?::text AS zone, ?::text AS clock, ?::text AS channel, ?::text AS kind,
                ?::text AS segment, ?::text AS operator) asked
            WHERE m.started_at >= ? AND m.started_at < ?
                AND (asked.clock IS NULL OR m.clock = asked.clock)
                AND (asked.channel IS NULL OR m.channel = asked.channel)
                AND (asked.kind IS NULL OR m.kind = asked.kind)
                AND (asked.segment IS NULL OR m.segment = asked.segment)
                AND (asked.operator IS NULL OR m.operator = asked.operator)
            GROUP BY 1, 2 ORDER BY 1, 2 NULLS LAST""";

    private final Transactions transactions;

    ResponseTimes(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Which spans, and how they are told apart. */
    record Asked(By by, Range range, ZoneId zone, Filter filter) {}

    /** Only spans with these values; all where there is none. */
    record Filter(String clock, String channel, String kind, String segment, String operator) {}

    List<Measured> report(Asked asked) {
        return transactions.inNew(connection -> {
            try (PreparedStatement select = connection.prepareStatement(REPORT.formatted(asked.by.expression))) {
                select.setString(1, asked.zone.getId());
                select.setString(2, asked.filter.clock);
                select.setString(3, asked.filter.channel);
                select.setString(4, asked.filter.kind);
                select.setString(5, asked.filter.segment);
                select.setString(6, asked.filter.operator);
                select.setObject(7, asked.range.from().atOffset(ZoneOffset.UTC));
                select.setObject(8, asked.range.to().atOffset(ZoneOffset.UTC));
                List<Measured> groups = new ArrayList<>();
                try (ResultSet row = BoundedQuery.run(select)) {
                    while (row.next()) {
                        groups.add(Measured.of(row, asked.by));
                    }
                }
                return groups;
            }
        });
    }
}
