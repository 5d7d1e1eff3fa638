package contacthub.contact.channel.chat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which sites may show the chat widget, and how much one visitor may do; limits hold for each instance. */
@ConfigMapping(prefix = "hub.chat")
interface ChatSettings {

    /** By the name in {@code data-account}; without any there is no chat. */
    Map<String, Account> accounts();

    /** Connections at a time; more are answered 503. */
    @WithDefault("10000")
    int maxConnections();

    /** Messages a minute of one visitor. */
    @WithDefault("30")
    int visitorMessagesPerMinute();

    /** Messages a minute of all visitors behind one network address. */
    @WithDefault("300")
    int addressMessagesPerMinute();

    /** New connections a minute from one network address. */
    @WithDefault("300")
    int addressConnectionsPerMinute();

    /** One site, or several that are served together. */
    interface Account {

        /** The Origins of the pages, such as https://shop.example; {@code self} is the hub's own. */
        List<String> origins();

        /** What the window is headed with, in place of the widget's own words. */
        Optional<String> title();

        /** What a visitor reads first, in place of the widget's own words. */
        Optional<String> greeting();
    }
}
