package contacthub.contracts;

/**
 * What tells a chat of the hub's own widget from one of another product: contact-service shows its visitors what the hub
 * has to say itself, so that no other service must (docs/adr/0025).
 */
public final class ChatWidget {

    private static final String PREFIX = "widget/";

    private ChatWidget() {
    }

    /** The thread of all chats of one account. */
    public static String thread(String account) {
        return PREFIX + account;
    }

    /** Whether what is said on this channel in this thread is for a visitor of the widget. */
    public static boolean owns(String channel, String thread) {
        return "chat".equals(channel) && thread != null && thread.startsWith(PREFIX);
    }
}
