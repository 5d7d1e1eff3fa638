package contacthub.segment.scoring;

/** Numbers as a reader says them. */
final class Words {

    private Words() {
    }

    static String days(long number) {
        return number == 1 ? "1 day" : number + " days";
    }

    static String ago(long days) {
        return days == 0 ? "today" : days(days) + " ago";
    }
}
