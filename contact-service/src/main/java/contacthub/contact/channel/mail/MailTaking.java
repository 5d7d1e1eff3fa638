package contacthub.contact.channel.mail;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.micrometer.core.instrument.MeterRegistry;

import contacthub.contact.channel.mail.MailLedger.Place;
import contacthub.contact.intake.Intake;
import contacthub.contact.intake.Posted;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ContactFact.Attachment;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.runtime.web.Problem.FieldError;

/** Takes one letter: a contact to the intake log, a bounce as the fact that something came back, the rest counted. */
@ApplicationScoped
class MailTaking {

    private static final Logger LOG = Logger.getLogger(MailTaking.class);
    private static final String SOURCE = "/mail";
    private static final int PATIENCE_SECONDS = 15;

    private final Intake intake;
    private final MailThreads threads;
    private final MailLedger ledger;
    private final MeterRegistry meters;

    MailTaking(Intake intake, MailThreads threads, MailLedger ledger, MeterRegistry meters) {
        this.intake = intake;
        this.threads = threads;
        this.ledger = ledger;
        this.meters = meters;
    }

    /**
     * Takes a letter, once it returns for ever; taking it again changes nothing. Throws where neither Kafka nor the
     * database could keep it, to be tried again. What no trial can take is recorded with the reason and passed over.
     *
     * @param arrived when we found it, for letters that do not say when they were written or passed on
     */
    void take(Place place, byte[] bytes, Instant arrived) {
        try {
            Mail mail = MailReader.read(bytes);
            switch (mail.kind()) {
                case CONTACT, AUTOMATIC -> contact(place, mail, arrived);
                case BOUNCE -> returned(place, mail, arrived);
                case REPORT -> count(place, mail.kind());
            }
        } catch (MailReader.Unreadable e) {
            refuse(place, e.getMessage());
        }
    }

    private void contact(Place place, Mail mail, Instant arrived) {
        MailThreads.Place belongs = threads.of(mail);
        Posted posted = posted(place, mail, belongs, mail.date() == null ? arrived : mail.date());
        List<FieldError> errors = intake.check(posted);
        if (!errors.isEmpty()) {
            refuse(place, errors.stream().map(error -> error.field() + " " + error.reason())
                    .collect(Collectors.joining("; ")));
            return;
        }
        untilDurable(posted);
        threads.keep(mail, belongs.thread());
        count(place, mail.kind());
    }

    private void untilDurable(Posted posted) {
        try {
            intake.take(List.of(posted), null).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the letter could not be made durable now", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the letter was made durable", e);
        }
    }

    private static Posted posted(Place place, Mail mail, MailThreads.Place belongs, Instant time) {
        List<Attachment> attachments = mail.attachments().stream().map(file -> linked(place, file)).toList();
        Address from = mail.from() == null ? null : new Address("email", mail.from(), mail.name());
        var received = new ContactFact.Received("email", from, null, mail.text(), mail.subject(), belongs.thread(),
                null,
                null, attachments.isEmpty() ? null : attachments, null);
        ObjectNode data = Json.MAPPER.valueToTree(received);
        if (!mail.fullText().equals(mail.text())) {
            data.put("full_text", mail.fullText());
        }
        if (mail.messageId() != null) {
            data.put("message_id", mail.messageId());
        }
        if (mail.kind() == Mail.Kind.AUTOMATIC) {
            data.put("automatic", true);
        }
        Map<String, String> extensions = new HashMap<>();
        if (belongs.conversation() != null) {
            extensions.put("correlationid", belongs.conversation().toString());
        }
        return new Posted(mail.fingerprint(), SOURCE, FactTypes.name(ContactFact.Received.class), time, extensions,
                Json.bytes(data));
    }

    /** The bytes stay in the mailbox: account, numbering, letter and part. */
    private static Attachment linked(Place place, Attachment file) {
        return new Attachment(file.name(), file.mediaType(),
                "imap:" + place.account() + "/" + place.validity() + "/" + place.uid() + "/" + file.url(), file.size());
    }

    /** Only what shows an id of ours counts: anybody may write that any address is dead. */
    private void returned(Place place, Mail mail, Instant arrived) {
        if (mail.bounce().notification() == null) {
            ledger.refuse(place, "a bounce of nothing the hub sent");
        } else {
            ledger.returned(mail, mail.date() == null ? arrived : mail.date());
        }
        count(place, mail.kind());
    }

    /** Records that a letter cannot be taken. */
    void refuse(Place place, String reason) {
        LOG.warnf("letter %s is passed over: %s", place, reason);
        count(place, "refused");
        ledger.refuse(place, reason);
    }

    private void count(Place place, Mail.Kind kind) {
        count(place, kind.name().toLowerCase(Locale.ROOT));
    }

    private void count(Place place, String outcome) {
        meters.counter("hub.mail.letters", "account", place.account(), "outcome", outcome).increment();
    }
}
