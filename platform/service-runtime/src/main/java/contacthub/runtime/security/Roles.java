package contacthub.runtime.security;

import java.util.Set;

/** The roles of people and machines (spec 00). */
public final class Roles {

    /** A machine that posts events. */
    public static final String INTEGRATION = "integration";
    /** Answers customers. */
    public static final String OPERATOR = "operator";
    /** Watches over promises and hands work over. */
    public static final String SUPERVISOR = "supervisor";
    /** Runs the hub. */
    public static final String ADMINISTRATOR = "administrator";

    /** The roles of people. */
    public static final Set<String> PEOPLE = Set.of(OPERATOR, SUPERVISOR, ADMINISTRATOR);

    private Roles() {
    }
}
