package contacthub.contact.console;

import java.util.Map;

import jakarta.ws.rs.core.UriInfo;

import io.smallrye.config.ConfigMapping;

/** Where browsers find the other services: as a whole URL, or as {@code :port} of the host that serves the page. */
@ConfigMapping(prefix = "hub.console")
interface ConsoleSettings {

    /** Of segment-service. */
    String segment();

    /** Of notification-service. */
    String notification();

    /** The addresses of both by their names, for a page that came from this address. */
    static Map<String, String> services(ConsoleSettings settings, UriInfo page) {
        return Map.of("segment", address(settings.segment(), page), "notification",
                address(settings.notification(), page));
    }

    private static String address(String setting, UriInfo page) {
        return setting.startsWith(":")
                ? page.getBaseUri().getScheme() + "://" + page.getBaseUri().getHost() + setting
                : setting;
    }
}
