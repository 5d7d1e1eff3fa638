package contacthub.segment.report;

import java.util.List;

/** How the customers spread over the scores, as last computed for each. */
record RfmReport(String ruleVersion, long customers, List<Cell> cells, List<Group> groups) {

    /** The customers with these three scores. */
    record Cell(int r, int f, int m, long customers) {}

    /** The customers of an activity group. */
    record Group(String group, long customers) {}
}
