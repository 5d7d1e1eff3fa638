package contacthub.notification.channel;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

/** Tells a gateway that was never reached, so that trying again is safe, from one lost while it had the message. */
public final class Unreached {

    private Unreached() {
    }

    /** What kept us from reaching it, where that is what failed. */
    public static Optional<Throwable> because(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).filter(Unreached::isSo).findFirst();
    }

    private static boolean isSo(Throwable cause) {
        return cause instanceof ConnectException || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException || cause instanceof SSLHandshakeException;
    }
}
