package contacthub.contact.channel.mail;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.micrometer.core.instrument.MeterRegistry;

import contacthub.contact.attachment.Attachments;
import contacthub.contact.attachment.Brought;
import contacthub.contact.attachment.Filed;
import contacthub.contact.channel.mail.MailLedger.Place;
import contacthub.contact.identity.NormalAddress;
import contacthub.contact.identity.Normaliser;
import contacthub.contact.intake.Intake;
import contacthub.contact.intake.Posted;
import contacthub.contracts.Address;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ContactFact.Attachment;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.runtime.event.Ids;
import contacthub.runtime.web.Problem.FieldError;

/** Takes one letter: a contact to the intake log, a bounce as the fact that something came back, the rest counted. */
@ApplicationScoped
class MailTaking {

    private static final Logger LOG = Logger.getLogger(MailTaking.class);
    private static final String SOURCE = "/mail";
    private static final int PATIENCE_SECONDS = 15;

    private final Intake intake;
    private final Normaliser normaliser;
    private final Attachments attachments;
    private final MailThreads threads;
    private final MailLedger ledger;
    private final RefusedLetters refused;
    private final MeterRegistry meters;

    MailTaking(Intake intake, Normaliser normaliser, Attachments attachments, MailThreads threads, MailLedger ledger,
            RefusedLetters refused, MeterRegistry meters) {
        this.intake = intake;
        this.normaliser = normaliser;
        this.attachments = attachments;
        this.threads = threads;
        this.ledger = ledger;
        this.refused = refused;
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
            refuse(place, null, e.getMessage());
        }
    }

    private void contact(Place place, Mail mail, Instant arrived) {
        MailThreads.Place belongs = threads.of(mail);
        UUID entry = Ids.named(SOURCE, mail.fingerprint());
        List<Filed> files = attachments.filed(entry, mail.attachments().stream().map(Enclosure::brought).toList());
        Posted posted = posted(place, mail, files, belongs, mail.date() == null ? arrived : mail.date());
        List<FieldError> errors = intake.check(posted);
        if (!errors.isEmpty()) {
            refuse(place, mail, errors.stream().map(error -> error.field() + " " + error.reason())
                    .collect(Collectors.joining("; ")));
            return;
        }
        attachments.keep(entry, sender(mail), files);
        untilDurable(posted);
        threads.keep(mail, belongs.thread());
        count(place, mail.kind());
    }

    /** As identity spells the sender, by which an erasure finds what is theirs. */
    private String sender(Mail mail) {
        return normaliser.normalise(new Address("email", mail.from(), null)).map(NormalAddress::value).orElse(null);
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

    private static Posted posted(Place place, Mail mail, List<Filed> files, MailThreads.Place belongs, Instant time) {
        List<Attachment> attachments = IntStream.range(0, files.size())
                .mapToObj(i -> linked(place, files.get(i), mail.attachments().get(i).size())).toList();
        Address from = mail.from() == null ? null : new Address("email", mail.from(), mail.name());
        var received = new ContactFact.Received("email", from, null, mail.text(), mail.subject(), belongs.thread(),
                null,
                null, attachments.isEmpty() ? null : attachments, null);
        ObjectNode data = Json.MAPPER.valueToTree(received);
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).notKept() != null) {
                ((ObjectNode) data.path("attachments").path(i)).put("not_kept", files.get(i).notKept());
            }
        }
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

    /** What is not kept stays in the mailbox: account, numbering, letter and part. */
    private static Attachment linked(Place place, Filed filed, Long about) {
        Brought file = filed.file();
        return filed.notKept() == null
                ? new Attachment(file.name(), file.mediaType(), filed.link(), (long) file.bytes().length)
                : new Attachment(file.name(), file.mediaType(), "imap:" + place.account() + "/" + place.validity() + "/"
                        + place.uid() + "/" + file.part(), about);
    }

    /** Only what shows an id of ours counts: anybody may write that any address is dead. */
    private void returned(Place place, Mail mail, Instant arrived) {
        if (mail.bounce().notification() == null) {
            record(place, mail, "a bounce of nothing the hub sent");
        } else {
            ledger.returned(mail, mail.date() == null ? arrived : mail.date());
        }
        count(place, mail.kind());
    }

    /** Records that a letter cannot be taken; it is null where it cannot be read. */
    void refuse(Place place, Mail mail, String reason) {
        LOG.warnf("letter %s is passed over: %s", place, reason);
        count(place, "refused");
        record(place, mail, reason);
    }

    private void record(Place place, Mail mail, String reason) {
        String sender = mail == null ? null : Optional.ofNullable(sender(mail)).orElse(mail.from());
        refused.refuse(place, sender, mail == null ? null : mail.subject(), reason);
    }

    private void count(Place place, Mail.Kind kind) {
        count(place, kind.name().toLowerCase(Locale.ROOT));
    }

    private void count(Place place, String outcome) {
        meters.counter("hub.mail.letters", "account", place.account(), "outcome", outcome).increment();
    }
}
