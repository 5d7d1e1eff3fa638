package contacthub.stack.demo;

import java.io.PrintWriter;

/** One line that grows while something long is done: what it is, and every tenth percent. */
final class Progress {

    private static final int TENTHS = 10;

    private final PrintWriter out;
    private final int steps;
    private int done;
    private int shown;

    Progress(PrintWriter out, String what, int steps) {
        this.out = out;
        this.steps = steps;
        out.printf("%-47s", what);
        out.flush();
    }

    void step() {
        step(1);
    }

    void step(int more) {
        done += more;
        while (steps > 0 && (long) done * TENTHS / steps > shown) {
            shown++;
            out.print(" " + shown * TENTHS + " %");
            if (shown == TENTHS) {
                out.println();
            }
            out.flush();
        }
    }
}
