package contacthub.notification.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

import contacthub.notification.preference.RecordingConsent.Said;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;

/**
 * Takes what customers answered on questionnaires into their preferences and consents, each line by itself: a bad one is
 * told and keeps no other from being taken. A file that is taken again changes nothing.
 */
@ApplicationScoped
class TakingQuestionnaires {

    private final ChangingPreferences changing;
    private final RecordingConsent recording;

    TakingQuestionnaires(ChangingPreferences changing, RecordingConsent recording) {
        this.changing = changing;
        this.recording = recording;
    }

    /** How a file fared. */
    record Taken(int accepted, List<Refused> refused) {}

    /** A line that was not taken, the first below the columns being 2, with the column that is wrong and why. */
    record Refused(int line, String field, String reason) {}

    Taken take(byte[] file, String operator) {
        List<Refused> refused = new ArrayList<>();
        List<Questionnaire> all = Questionnaire.read(file);
        for (int i = 0; i < all.size(); i++) {
            Questionnaire one = all.get(i);
            try {
                QuarkusTransaction.requiringNew().run(() -> take(one, operator));
            } catch (Problem e) {
                refused.add(refused(i + 2, e));
            }
        }
        return new Taken(all.size() - refused.size(), refused);
    }

    private void take(Questionnaire one, String operator) {
        changing.change(one.customer(), one.patch(), OptionalLong.empty(), operator);
        for (Said said : one.consents()) {
            recording.recordOnce(one.customer(), said, operator);
        }
    }

    private static Refused refused(int line, Problem problem) {
        List<FieldError> errors = problem.errors();
        return errors == null || errors.isEmpty()
                ? new Refused(line, "customer", problem.getMessage())
                : new Refused(line, errors.get(0).field(), errors.get(0).reason());
    }
}
