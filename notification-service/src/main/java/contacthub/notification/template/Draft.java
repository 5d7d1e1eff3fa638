package contacthub.notification.template;

import java.util.ArrayList;
import java.util.List;

import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;
import contacthub.runtime.web.Storable;

/**
 * What a version is to say.
 *
 * @param subject one line; empty only where the channel has none
 */
record Draft(String subject, String text) {

    private static final RestrictedEngine ENGINE = new RestrictedEngine();
    private static final int LONGEST_SUBJECT = 500;

    static Draft of(Version version) {
        return new Draft(version.subject(), version.text());
    }

    /** This one if it can be used, with a subject in any case; else a 400 problem that names every wrong field. */
    Draft check(TemplateKey key) {
        List<FieldError> errors = new ArrayList<>();
        boolean needed = key.channel().equals(TemplateKey.ANY) || key.channel().equals("email");
        if (subject == null || subject.isBlank()) {
            unless(!needed, "subject", "is missing, and letters need one", errors);
        } else {
            unless(subject.length() <= LONGEST_SUBJECT && subject.lines().count() == 1, "subject",
                    "must be one line of at most " + LONGEST_SUBJECT + " characters", errors);
            template("subject", subject, key, errors);
        }
        if (text == null || text.isBlank()) {
            errors.add(new FieldError("text", "is missing"));
        } else {
            template("text", text, key, errors);
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new Draft(subject == null ? "" : subject, text);
    }

    private static void unless(boolean right, String field, String reason, List<FieldError> errors) {
        if (!right) {
            errors.add(new FieldError(field, reason));
        }
    }

    private static void template(String field, String template, TemplateKey key, List<FieldError> errors) {
        Storable.Check.flaw(template).ifPresent(flaw -> errors.add(new FieldError(field, flaw)));
        try {
            ENGINE.read(template).require(Placeholder.in(key.name()));
        } catch (Refused refused) {
            errors.add(new FieldError(field, refused.getMessage()));
        }
    }
}
