package contacthub.journeys;

/** The bad requests about reports on response times and honesty. */
final class BadReportRequests extends BadRequestList {

    private static final String TIMES = "/api/v1/reports/response-times";
    private static final String HONESTY = "/api/v1/reports/honesty";

    BadReportRequests(RunningHub hub) {
        super(hub);
        times();
        honesty();
    }

    private void times() {
        read("response times by colour", TIMES + "?by=colour", 400, "by");
        read("response times from no time", TIMES + "?from=monday", 400, "from");
        read("response times to a day that is none", TIMES + "?to=2026-02-30T00:00:00Z", 400, "to");
        read("response times to the year 294277", TIMES + "?to=%2B294277-01-01T00:00:00Z", 400, "to");
        read("response times of a century", TIMES + "?from=1990-01-01T00:00:00Z", 400, "from");
        read("response times backwards", TIMES + "?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", 400, "from");
        read("response times in no zone", TIMES + "?zone=Mars/Olympus", 400, "zone");
        read("response times in a zone with a statement", TIMES + "?zone=UTC'%20OR%201=1", 400, "zone");
        read("response times of a pigeon", TIMES + "?channel=pigeon", 400, "channel");
        read("response times of an unknown kind", TIMES + "?kind=noise", 400, "kind");
        read("response times of an unknown clock", TIMES + "?clock=alarm", 400, "clock");
        read("response times of a segment with NUL", TIMES + "?segment=%00", 400, "segment");
        read("response times of an operator with NUL", TIMES + "?operator=%00", 400, "operator");
        add("response times read by an operator", get(TIMES, this::asOperator), 403, "");
        add("response times read by an integration", get(TIMES, this::asIntegration), 403, "");
    }

    private void honesty() {
        read("unknown findings", HONESTY + "?finding=theft", 400, "finding");
        read("findings from no time", HONESTY + "?from=monday", 400, "from");
        read("findings of two years", HONESTY + "?from=2020-01-01T00:00:00Z&to=2022-01-01T00:00:00Z", 400, "from");
        read("findings of an operator with NUL", HONESTY + "?operator=%00", 400, "operator");
        read("findings from a cursor that is none", HONESTY + "?page%5Bafter%5D=xyz", 400, "page[after]");
        read("findings of 100,000 at once", HONESTY + "?page%5Bsize%5D=100000", 400, "page[size]");
        add("findings read by an operator", get(HONESTY, this::asOperator), 403, "");
    }
}
