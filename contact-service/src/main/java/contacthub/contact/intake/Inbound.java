package contacthub.contact.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.conversation.Assent;
import contacthub.contact.conversation.Exchange;
import contacthub.contact.identity.Claim;
import contacthub.contact.identity.Identified;
import contacthub.contact.identity.NormalAddress;
import contacthub.contact.identity.Normaliser;
import contacthub.contact.timeline.Entry;
import contacthub.contracts.Address;
import contacthub.contracts.CallFact;
import contacthub.contracts.ContactFact;
import contacthub.contracts.Event;
import contacthub.contracts.Fact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.contracts.Profile;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.ReviewFact;
import contacthub.contracts.SurveyFact;
import contacthub.contracts.VisitFact;
import contacthub.runtime.event.Received;

/** One event of the intake log, read: who it claims to be from, and what becomes of it. Unreadable data throws. */
final class Inbound {

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Pattern OUR_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Received event;
    private final UUID id;
    private final Fact fact;
    private final List<NormalAddress> addresses;
    private final Instant recorded;
    private final Ages ages;
    private final boolean doubtful;
    private final boolean fresh;

    /** How old a time may be to be believed, and how old a contact to be acknowledged. */
    record Ages(Duration retention, Duration acknowledgeable) {}

    private Inbound(Received event, Fact fact, List<NormalAddress> addresses, Ages ages) {
        this.event = event;
        this.id = event.identity();
        this.fact = fact;
        this.addresses = addresses;
        this.recorded = event.recorded() == null ? event.time() : event.recorded();
        this.ages = ages;
        this.doubtful = isDoubtful(event.time());
        this.fresh = !doubtful && !isAutomatic() && event.time().isAfter(recorded.minus(ages.acknowledgeable));
    }

    private boolean isDoubtful(Instant claimed) {
        return claimed.isAfter(recorded.plus(AHEAD)) || claimed.isBefore(recorded.minus(ages.retention));
    }

    /** A machine that is answered by a machine answers that, and so on (RFC 3834). */
    private boolean isAutomatic() {
        return fact instanceof ContactFact.Received contact && "email".equals(contact.channel())
                && Json.read(event.data(), JsonNode.class).path("automatic").asBoolean();
    }

    private Exchange.Said said(ContactFact.Received contact) {
        if (isAutomatic()) {
            return Exchange.Said.MACHINE;
        }
        return Assent.isGiven(contact.text()) ? Exchange.Said.YES : Exchange.Said.WORDS;
    }

    /** The conversation the event says to belong to, where that is an id of ours. */
    private UUID named() {
        return event.correlation() != null && OUR_ID.matcher(event.correlation()).matches()
                ? UUID.fromString(event.correlation())
                : null;
    }

    static Inbound read(Received event, Normaliser normaliser, Ages ages) {
        Fact fact = FactTypes.named(event.type()).map(type -> (Fact) event.as(type)).orElse(null);
        List<Address> senders = fact == null ? Intake.outside(event.data()) : Senders.of(fact);
        return new Inbound(event, fact, normaliser.normalise(senders), ages);
    }

    UUID id() {
        return id;
    }

    List<NormalAddress> addresses() {
        return addresses;
    }

    Instant recorded() {
        return recorded;
    }

    /** What is left of it where its sender was erased after it was taken: that something of this kind was. */
    Entry nameless(UUID customer) {
        return entry(new Identified(customer, customer, null, null), null).nameless();
    }

    /** The purchase without what tells who bought what, since amounts stay (spec 25, rule 9); nothing for other facts. */
    Optional<Event<?>> amountOf(UUID customer) {
        if (!(fact instanceof PurchaseFact.Recorded purchase)) {
            return Optional.empty();
        }
        var amount = new PurchaseFact.Recorded(Address.of("external", "erased/" + customer), "erased",
                purchase.amount(), purchase.currency(), purchase.margin(), purchase.category(), null);
        return Optional.of(new Event<>(id.toString(), "/" + Entry.CONTACT_SERVICE, event.time(), recorded,
                customer.toString(), null, null, null, amount));
    }

    Claim claim() {
        ContactFact.Received received = fact instanceof ContactFact.Received contact ? contact : null;
        Profile profile = received == null ? null : received.profile();
        return new Claim(id, addresses, profile, received == null ? null : received.language(), recorded,
                believed());
    }

    /** The contacts and answers this event is, as the matter sees them; none for facts that are neither. */
    List<Exchange> exchanges(Identified who) {
        List<Exchange> exchanges = new ArrayList<>();
        if (fact instanceof ContactFact.Received received) {
            exchanges.add(new Exchange(id, event.id(), who, false, received.channel(), received.thread(),
                    received.kind(), received.subject(), received.language(), addresses, null, believed(), fresh,
                    named()).as(said(received)));
        } else if (fact instanceof ContactFact.Sent sent) {
            exchanges.add(answer(who, sent.channel(), sent.thread(), sent.operator(), believed()).saying(sent.text()));
        } else if (fact instanceof CallFact.Recorded call) {
            if (call.direction().equals("in")) {
                exchanges.add(new Exchange(id, event.id(), who, false, "call", null, null, null, null, addresses, null,
                        believed(), false));
            }
            if (call.answered() != null) {
                exchanges.add(answer(who, "call", null, call.operator(), believed(call.answered())));
            }
        }
        return exchanges;
    }

    private Exchange answer(Identified who, String channel, String thread, String operator, Instant at) {
        return new Exchange(id, event.id(), who, true, channel, thread, null, null, null, addresses, operator, at,
                false);
    }

    /** When it happened, or when we took it where the time it claims cannot be trusted. */
    private Instant believed() {
        return believed(event.time());
    }

    private Instant believed(Instant claimed) {
        return doubtful || isDoubtful(claimed) ? recorded : claimed;
    }

    Entry entry(Identified who, UUID conversation) {
        Line line = line();
        return new Entry(who.address(), event.time(), id, recorded, event.type(), Entry.CONTACT_SERVICE, line.channel,
                line.direction, Entry.summary(line.summary), new String(event.data(), UTF_8), conversation,
                line.operator, doubtful, event.trace());
    }

    /**
     * The same fact, now with the customer it is about; nothing for a type we do not know. What is only the hub's to say
     * is taken out.
     */
    Optional<Event<?>> passedOn(Identified who, UUID conversation) {
        if (fact == null) {
            return Optional.empty();
        }
        return Optional.of(new Event<Fact>(event.id(), event.source(), event.time(), recorded,
                who.customer().toString(), conversation == null ? null : conversation.toString(), null, event.trace(),
                passed()));
    }

    private Fact passed() {
        if (fact instanceof ContactFact.Sent sent) {
            return new ContactFact.Sent(sent.channel(), sent.to(), sent.text(), sent.operator(), sent.thread(),
                    sent.subject(), null, sent.inReplyTo());
        }
        if (fact instanceof PurchaseFact.Recorded bought && !addresses.isEmpty()) {
            return new PurchaseFact.Recorded(spelled(bought.customer()), bought.order(), bought.amount(),
                    bought.currency(), bought.margin(), bought.category(), bought.lines());
        }
        return fact;
    }

    /** In the one spelling, by which an undone merge tells whose again what came over it is. */
    private Address spelled(Address given) {
        return new Address(addresses.get(0).type(), addresses.get(0).value(), given.name());
    }

    /** What a reader sees first of an entry. */
    private record Line(String channel, String direction, String summary, String operator) {}

    private Line line() {
        if (fact instanceof ContactFact.Received contact) {
            return new Line(contact.channel(), Entry.IN, contact.text(), null);
        }
        if (fact instanceof ContactFact.Sent sent) {
            return new Line(sent.channel(), Entry.OUT, sent.text(), sent.operator());
        }
        if (fact instanceof CallFact.Recorded call) {
            String summary = call.summary() != null ? call.summary() : call.answered() == null ? "Missed call" : "Call";
            return new Line("call", call.direction(), summary, call.operator());
        }
        if (fact instanceof PurchaseFact.Recorded purchase) {
            return new Line(null, Entry.IN, "Order " + purchase.order() + ": " + purchase.amount().toPlainString() + " "
                    + purchase.currency(), null);
        }
        if (fact instanceof VisitFact.Recorded visit) {
            return new Line("web", Entry.IN, "Visit: " + visit.page(), null);
        }
        if (fact instanceof ReviewFact.Recorded review) {
            return new Line("review", Entry.IN, review.text(), null);
        }
        if (fact instanceof SurveyFact.Answered answer) {
            return new Line(null, Entry.IN, "Survey " + answer.survey() + ": " + answer.score().toPlainString(), null);
        }
        String summary = Json.read(event.data(), JsonNode.class).path("summary").asText(null);
        return new Line(null, Entry.INTERNAL, summary == null ? event.type() : summary, null);
    }
}
