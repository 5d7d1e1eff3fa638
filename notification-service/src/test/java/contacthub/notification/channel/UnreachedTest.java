package contacthub.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only a gateway that never had the message may be tried again. */
class UnreachedTest {

    static Stream<IOException> before() {
        return Stream.of(new ConnectException("refused"), new NoRouteToHostException("none"),
                new UnknownHostException("gateway"), new SSLHandshakeException("expired"));
    }

    @ParameterizedTest
    @MethodSource("before")
    void findsWhatHappenedBeforeTheMessage(IOException failure) {
        assertThat(Unreached.because(new CompletionException(failure))).containsSame(failure);
    }

    @Test
    void saysNothingOfLostConnection() {
        assertThat(Unreached.because(new CompletionException(new SocketException("reset")))).isEmpty();
    }
}
