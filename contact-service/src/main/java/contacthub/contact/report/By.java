package contacthub.contact.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import contacthub.runtime.web.Requested;

/** What response times are told apart by, besides the kind of clock. */
enum By {
    CLOCK("m.clock"), OPERATOR("m.operator"), CHANNEL("m.channel"), KIND("m.kind"), SEGMENT("m.segment"), POLICY(
            "m.policy"), POLICY_VERSION("m.policy || ' ' || m.policy_version"), HOUR(
                    local("HH24")), WEEKDAY(local("ID")), DAY(local("YYYY-MM-DD"));

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Set<String> NAMES = Arrays.stream(values()).map(By::text).collect(Collectors.toSet());

    /** The SQL expression whose values make the groups. */
    final String expression;

    By(String expression) {
        this.expression = expression;
    }

    /** By the moment a clock began, as clocks on the wall show it in the zone of the report. */
    private static String local(String format) {
        return "to_char(m.started_at AT TIME ZONE asked.zone, '" + format + "')";
    }

    /** What a group is called, its days of the week as calendars write them. */
    String shown(String group) {
        return this == WEEKDAY && group != null ? DAYS.get(Integer.parseInt(group) - 1) : group;
    }

    /** As it is asked for. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this name, by kinds of clocks only where none is said; a 400 problem that names the parameter. */
    static By of(String name) {
        return name == null ? CLOCK : valueOf(Requested.word("by", NAMES, name).toUpperCase(Locale.ROOT));
    }
}
