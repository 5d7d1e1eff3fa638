package contacthub.notification.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import contacthub.notification.channel.sms.Reference;
import contacthub.notification.channel.sms.Segments;
import contacthub.notification.customer.Customers;
import contacthub.notification.template.RestrictedEngine.Form;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** Fills templates for whoever wants to see them; keeps and sends nothing. */
@ApplicationScoped
class TryingTemplates {

    /** Stands for a template that is not stored under any name. */
    private static final String UNNAMED = "unnamed";

    private static final RestrictedEngine ENGINE = new RestrictedEngine();
    private static final Reference SHORT = new Reference(false, 0);

    private final Transactions transactions;
    private final Customers customers;
    private final Texts texts;
    private final Templates templates;

    TryingTemplates(Transactions transactions, Customers customers, Texts texts, Templates templates) {
        this.transactions = transactions;
        this.customers = customers;
        this.texts = texts;
        this.templates = templates;
    }

    /**
     * What came of it.
     *
     * @param subject of a stored template, where the channel has one
     * @param template the version it was, of a stored one
     * @param segments the messages an SMS travels in; nothing on other channels
     */
    record Tried(String text, String subject, String template, Integer segments) {}

    /** Throws a problem that names what is wrong with the trial. */
    @Transactional
    Tried of(TemplateTrial trial) {
        Recipient to = trial.customer() == null ? Recipient.UNKNOWN : recipient(customers.whole(trial.customer()));
        TemplateKey key = key(trial, to);
        Map<String, String> data = new HashMap<>();
        if (trial.isPreview()) {
            data.putAll(Placeholder.examples(key.name(), key.language()));
            data.putAll(Texts.lines(to.addressee().words(Locale.forLanguageTag(key.language()))));
        }
        data.putAll(trial.data());
        return trial.template() == null ? stored(key, data) : written(key, trial, data);
    }

    /** In how many messages an SMS travels, with the usual short headers; nothing on other channels. */
    private static Integer segments(TemplateKey key, String text) {
        return key.channel().equals("sms") ? Segments.of(text, SHORT).count() : null;
    }

    private Recipient recipient(Whole customer) {
        return transactions.inCurrent(connection -> Recipient.of(connection, customer, customer.root()));
    }

    private TemplateKey key(TemplateTrial trial, Recipient to) {
        String language = trial.language() == null
                ? texts.language(to.language()).getLanguage()
                : trial.language();
        return TemplateKey.of(trial.name() == null ? UNNAMED : trial.name(), trial.category(), trial.channel(),
                language);
    }

    private Tried stored(TemplateKey key, Map<String, String> data) {
        Wording wording = templates.inUse().fitting(key).stream().findFirst()
                .orElseThrow(() -> Problem.notFound("No template " + key.path() + " is published."));
        Text text = orProblem(() -> wording.fill(data));
        return new Tried(text.body(), text.subject(), text.template(), segments(key, text.body()));
    }

    private static Tried written(TemplateKey key, TemplateTrial trial, Map<String, String> data) {
        String text = orProblem(() -> {
            Form form = trial.html() ? ENGINE.readHtml(trial.template()) : ENGINE.read(trial.template());
            return form.render(data);
        });
        return new Tried(text, null, null, segments(key, text));
    }

    private static <T> T orProblem(Supplier<T> rendering) {
        try {
            return rendering.get();
        } catch (Refused refused) {
            throw Problem.invalid("template", refused.getMessage());
        }
    }
}
