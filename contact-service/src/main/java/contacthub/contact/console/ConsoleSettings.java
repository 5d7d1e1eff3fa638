package contacthub.contact.console;

import io.smallrye.config.ConfigMapping;

/** Where browsers find the other services: as a whole URL, or as {@code :port} of the host that serves the page. */
@ConfigMapping(prefix = "hub.console")
interface ConsoleSettings {

    /** Of segment-service. */
    String segment();

    /** Of notification-service. */
    String notification();

    /** The address of a service for a page that came from this scheme and host. */
    static String address(String setting, String scheme, String host) {
        return setting.startsWith(":") ? scheme + "://" + host + setting : setting;
    }
}
