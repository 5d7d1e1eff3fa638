package contacthub.notification.channel.sms.kannel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.node.MissingNode;

import contacthub.notification.channel.HttpAnswer;
import contacthub.notification.channel.Outcome;

/** How we read what Kannel answers. */
class KannelAdapterTest {

    @ParameterizedTest
    @CsvSource({ "202,Accepted", "200,Unclear", "400,PermanentFailure", "413,PermanentFailure", "401,TransientFailure",
            "403,TransientFailure", "404,TransientFailure", "429,TransientFailure", "503,TransientFailure",
            "500,TransientFailure"})
    void tellsWhatMayBeSentAgain(int status, String outcome) {
        Outcome read = KannelAdapter.outcome(new HttpAnswer(status, MissingNode.getInstance(), Duration.ZERO));
        assertThat(read.getClass().getSimpleName()).isEqualTo(outcome);
    }
}
