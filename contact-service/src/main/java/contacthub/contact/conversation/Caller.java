package contacthub.contact.conversation;

import java.util.UUID;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

import io.vertx.ext.web.RoutingContext;

import contacthub.runtime.web.IfMatch;
import contacthub.runtime.web.RequestId;

/** Who acts, on which version, within which trace. */
class Caller {

    @HeaderParam("If-Match")
    String ifMatch;

    @Context
    SecurityContext security;

    @Context
    RoutingContext request;

    Handling.Target target(UUID conversation) {
        return new Handling.Target(conversation, IfMatch.version(ifMatch), security.getUserPrincipal().getName(),
                RequestId.traceparent(request));
    }
}
