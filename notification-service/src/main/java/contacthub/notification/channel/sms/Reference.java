package contacthub.notification.channel.sms;

import java.util.UUID;

/**
 * What tells the parts of one message from those of others: the same for a notification however often it is tried, so
 * that parts sent later complete what was sent before.
 *
 * @param wide 16 bits, else 8
 */
public record Reference(boolean wide, int value) {

    /** That of a notification. */
    public static Reference of(UUID notification, boolean wide) {
        return new Reference(wide, notification.hashCode() & (wide ? 0xffff : 0xff));
    }

    int headerOctets() {
        return wide ? 7 : 6;
    }

    /** The user data header that says which part of how many this is (3GPP TS 23.040, 9.2.3.24.1 and .8). */
    byte[] header(int number, int total) {
        return wide
                ? new byte[]{ 6, 8, 4, (byte) (value >> 8), (byte) value, (byte) total, (byte) number}
                : new byte[]{ 5, 0, 3, (byte) value, (byte) total, (byte) number};
    }
}
