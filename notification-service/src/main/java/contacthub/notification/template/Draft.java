package contacthub.notification.template;

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
        Flaws flaws = new Flaws();
        boolean needed = key.channel().equals(TemplateKey.ANY) || key.channel().equals("email");
        if (subject == null || subject.isBlank()) {
            flaws.unless(!needed, "subject", "is missing, and letters need one");
        } else {
            flaws.unless(subject.length() <= LONGEST_SUBJECT && subject.lines().count() == 1, "subject",
                    "must be one line of at most " + LONGEST_SUBJECT + " characters");
            template("subject", subject, key, flaws);
        }
        if (text == null || text.isBlank()) {
            flaws.add("text", "is missing");
        } else {
            template("text", text, key, flaws);
        }
        flaws.refuse();
        return new Draft(subject == null ? "" : subject, text);
    }

    private static void template(String field, String template, TemplateKey key, Flaws flaws) {
        Storable.Check.flaw(template).ifPresent(flaw -> flaws.add(field, flaw));
        try {
            Placeholder.check(key.name(), ENGINE.read(template));
        } catch (Refused refused) {
            flaws.add(field, refused.getMessage());
        }
    }
}
