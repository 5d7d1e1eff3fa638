package contacthub.stack;

import java.util.List;

/** One of the processes a hub consists of. */
interface Part {

    String name();

    int port();

    /** All ports it listens on. */
    default List<Integer> ports() {
        return List.of(port());
    }

    DetachedProcess process();

    /** Says what is missing, before anything is started. */
    default void check() {
    }

    /** Starts it unless it runs, and returns when it is ready; a failure says why in one line. */
    Object start();

    /** What it is: the version of the program it runs. */
    String version();
}
