package contacthub.contact.channel.chat;

import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/**
 * Who may open a chat: pages of an account's own Origins, while there is room. A browser names the Origin itself, so no
 * page of another site can chat in a visitor's name (RFC 6455, 10.2).
 */
@ApplicationScoped
class ChatGate implements HttpUpgradeCheck {

    static final TypedKey<String> ADDRESS = TypedKey.forString("address");
    private static final String SELF = "self";

    private final ChatSettings settings;
    private final Allowances allowances;
    private final Visits visits;

    ChatGate(ChatSettings settings, Allowances allowances, Visits visits) {
        this.settings = settings;
        this.allowances = allowances;
        this.visits = visits;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return endpointId.equals(ChatSocket.ID);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        ChatSettings.Account account = settings.accounts().get(context.pathParam("account"));
        if (account == null) {
            return CheckResult.rejectUpgrade(404);
        }
        if (!isOf(account, request)) {
            return CheckResult.rejectUpgrade(403);
        }
        String address = request.remoteAddress().hostAddress();
        if (!allowances.connection(address)) {
            return CheckResult.rejectUpgrade(429);
        }
        if (visits.count() >= settings.maxConnections()) {
            return CheckResult.rejectUpgrade(503);
        }
        context.userData().put(ADDRESS, address);
        return CheckResult.permitUpgrade();
    }

    private static boolean isOf(ChatSettings.Account account, HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        String named = origin == null ? null : origin.toLowerCase(Locale.ROOT);
        return named != null && account.origins().stream()
                .anyMatch(one -> one.equals(SELF) ? named.equals(own(request)) : named.equals(spelled(one)));
    }

    private static String own(HttpServerRequest request) {
        return (request.scheme() + "://" + request.getHeader("Host")).toLowerCase(Locale.ROOT);
    }

    private static String spelled(String configured) {
        String origin = configured.strip().toLowerCase(Locale.ROOT);
        return origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin;
    }
}
