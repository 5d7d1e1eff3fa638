package contacthub.runtime.security;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

/** Who calls, in one word for what is kept per client: a person and a key may have the same name and are two. */
public final class Client {

    static final String ATTRIBUTE = "hub.client";

    private Client() {
    }

    /** {@code user:<name>} or {@code key:<name>}; of a request that was let in, so that asking never blocks. */
    public static String of(RoutingContext request) {
        if (!(request.user() instanceof QuarkusHttpUser user)) {
            throw new IllegalStateException("nobody has signed in");
        }
        String client = user.getSecurityIdentity().getAttribute(ATTRIBUTE);
        return client == null ? user.getSecurityIdentity().getPrincipal().getName() : client;
    }
}
