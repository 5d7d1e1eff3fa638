package contacthub.notification.template;

import java.util.Map;

import contacthub.notification.template.RestrictedEngine.Form;

/** A version ready to be filled. */
record Wording(Version version, Form subject, Form text) {

    /** Throws {@link Refused} where the version says what templates cannot say, or not those of its name. */
    static Wording of(Version version, RestrictedEngine engine) {
        Form subject = engine.read(version.subject());
        Form text = engine.read(version.text());
        Placeholder.check(version.key().name(), subject);
        Placeholder.check(version.key().name(), text);
        return new Wording(version, subject, text);
    }

    /** What a customer reads; throws {@link Refused} where that is too long. */
    Text fill(Map<String, String> texts) {
        return new Text(Texts.oneLine(subject.render(texts)), text.render(texts).strip(), version.label());
    }
}
