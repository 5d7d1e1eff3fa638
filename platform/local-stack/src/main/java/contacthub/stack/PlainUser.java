package contacthub.stack;

import java.io.IOException;
import java.util.List;

/**
 * How root runs a program that refuses to be run by root: in a user namespace of its own, where the same user has no
 * special rights while the files still belong to it.
 */
final class PlainUser {

    private static final List<String> NAMESPACE = List.of("unshare", "--user");

    private PlainUser() {
    }

    static boolean needed() {
        return "root".equals(System.getProperty("user.name"));
    }

    static List<String> prefix() {
        if (!works()) {
            throw new StackFailure("PostgreSQL does not run as root here (no user namespaces): run hub as a plain user"
                    + " or set HUB_DATABASE_URL");
        }
        return NAMESPACE;
    }

    private static boolean works() {
        try {
            return new ProcessBuilder("unshare", "--user", "true").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
