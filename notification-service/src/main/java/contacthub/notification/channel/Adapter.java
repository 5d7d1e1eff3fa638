package contacthub.notification.channel;

/** One way out of the hub. Sends one message and says what became of it; deciding and repeating are delivery's. */
public interface Adapter {

    /** The channel as named in {@link contacthub.contracts.Channel}. */
    String channel();

    /** The provider behind it; a channel with several is served by the first that works. */
    default String provider() {
        return channel();
    }

    /** Whether it has been told where to send; without, everything for it fails with {@link Outcome#NOT_CONFIGURED}. */
    boolean isConfigured();

    /** Hands a message to the gateway, within a bounded time well below the lease of a delivery. */
    Outcome send(Message message);
}
