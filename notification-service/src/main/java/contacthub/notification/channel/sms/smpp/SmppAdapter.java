package contacthub.notification.channel.sms.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;

import contacthub.notification.channel.Adapter;
import contacthub.notification.channel.Message;
import contacthub.notification.channel.Outcome;
import contacthub.notification.channel.sms.PhoneNumber;
import contacthub.notification.channel.sms.Reference;
import contacthub.notification.channel.sms.Refusal;
import contacthub.notification.channel.sms.Segments;
import contacthub.notification.channel.sms.SentParts;
import contacthub.runtime.sql.DatabaseFailure;

/**
 * Sends short messages over SMPP. The parts of a message are sent in order until one is not taken; those that were are
 * noted whatever becomes of the rest, and never sent again: the next attempt goes on where this one ended.
 */
@ApplicationScoped
@Priority(2)
class SmppAdapter implements Adapter {

    private static final int SHORT_CODE = 8;
    private static final byte UDHI = 0x40;
    /** No part is begun later than this, so that the last ends well before the lease of a delivery does. */
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final Duration NOTE_WITHIN = Duration.ofSeconds(10);

    private final SmppSettings settings;
    private final Link link;
    private final SentParts sent;

    SmppAdapter(SmppSettings settings, Link link, SentParts sent) {
        this.settings = settings.checked();
        this.link = link;
        this.sent = sent;
    }

    @Override
    public String channel() {
        return SentParts.CHANNEL;
    }

    @Override
    public String provider() {
        return "smpp";
    }

    @Override
    public boolean isConfigured() {
        return settings.host().isPresent();
    }

    @Override
    public Outcome send(Message message) {
        return PhoneNumber.send(message, to -> send(message, to));
    }

    private Outcome send(Message message, String to) {
        Segments segments = Segments.of(message.text(), Reference.of(message.id(), settings.referenceBits() == 16));
        if (segments.count() > settings.mostParts()) {
            return new Outcome.PermanentFailure(Outcome.REJECTED,
                    segments.count() + " parts, more than the " + settings.mostParts() + " allowed");
        }
        Optional<SMPPSession> session = link.session();
        return session.isEmpty()
                ? new Outcome.TransientFailure("no session with the SMSC")
                : send(session.get(), message, to, segments);
    }

    private Outcome send(SMPPSession session, Message message, String to, Segments segments) {
        Set<Integer> before = segments.isConcatenated() ? sent.taken(message.id()) : Set.of();
        List<SentParts.Taken> taken = new ArrayList<>();
        long begun = System.nanoTime();
        Outcome outcome = new Outcome.Accepted(null);
        for (int number = 1; number <= segments.count() && outcome instanceof Outcome.Accepted; number++) {
            if (!before.contains(number)) {
                outcome = System.nanoTime() - begun > LONGEST.toNanos()
                        ? new Outcome.TransientFailure("the SMSC is slow")
                        : submit(session, to, segments, number);
                if (outcome instanceof Outcome.Accepted accepted) {
                    taken.add(new SentParts.Taken(number, settings.messageIds().answered(accepted.gatewayId())));
                }
            }
        }
        note(message, segments, taken);
        return ended(outcome, before.size() + taken.size(), segments.count());
    }

    /** What was taken is noted before anybody may try again; if it cannot be, the attempt ends as unclear. */
    private void note(Message message, Segments segments, List<SentParts.Taken> taken) {
        long begun = System.nanoTime();
        while (!taken.isEmpty()) {
            try {
                sent.take(message.id(), segments.count(), taken);
                return;
            } catch (RuntimeException e) {
                if (!DatabaseFailure.isPassing(e) || System.nanoTime() - begun > NOTE_WITHIN.toNanos()) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
    }

    private static Outcome ended(Outcome outcome, int taken, int count) {
        String progress = count == 1 ? "" : "; " + taken + " of " + count + " parts were taken";
        if (outcome instanceof Outcome.TransientFailure failure) {
            return new Outcome.TransientFailure(failure.detail() + progress);
        }
        if (outcome instanceof Outcome.PermanentFailure failure) {
            return new Outcome.PermanentFailure(failure.reason(), failure.detail() + progress);
        }
        return outcome instanceof Outcome.Unclear unclear
                ? new Outcome.Unclear(unclear.detail() + progress + ", perhaps one more")
                : outcome;
    }

    /** A negative answer says that it was not taken; anything else after it was written leaves it open. */
    private Outcome submit(SMPPSession session, String to, Segments segments, int number) {
        if (!session.getSessionState().isTransmittable()) {
            return new Outcome.TransientFailure("the session with the SMSC ended");
        }
        try {
            return new Outcome.Accepted(submitted(session, to, segments, number));
        } catch (NegativeResponseException e) {
            return Refusal.of(e.getCommandStatus());
        } catch (PDUException e) {
            return new Outcome.PermanentFailure(Outcome.REJECTED, "cannot be written as SMPP: " + e.getMessage());
        } catch (ResponseTimeoutException e) {
            return new Outcome.Unclear("the SMSC did not answer");
        } catch (InvalidResponseException | IOException e) {
            return new Outcome.Unclear("the SMSC was lost while it had the message");
        }
    }

    private String submitted(SMPPSession session, String to, Segments segments, int number) throws PDUException,
            ResponseTimeoutException, InvalidResponseException, NegativeResponseException, IOException {
        String sender = settings.sender().orElse("");
        return session.submitShortMessage("", ton(sender), npi(sender), sender.replaceFirst("^\\+", ""),
                ton(to), NumberingPlanIndicator.ISDN, to.replaceFirst("^\\+", ""),
                new ESMClass(segments.isConcatenated() ? UDHI : 0), (byte) 0, (byte) 0, null, null,
                new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE), (byte) 0,
                new RawDataCoding(segments.alphabet().coding()), (byte) 0, segments.octets(number)).getMessageId();
    }

    private static TypeOfNumber ton(String address) {
        if (address.isEmpty()) {
            return TypeOfNumber.UNKNOWN;
        }
        if (!PhoneNumber.isNumber(address)) {
            return TypeOfNumber.ALPHANUMERIC;
        }
        return address.startsWith("+")
                ? TypeOfNumber.INTERNATIONAL
                : address.length() <= SHORT_CODE ? TypeOfNumber.NETWORK_SPECIFIC : TypeOfNumber.UNKNOWN;
    }

    private static NumberingPlanIndicator npi(String sender) {
        return PhoneNumber.isNumber(sender) ? NumberingPlanIndicator.ISDN : NumberingPlanIndicator.UNKNOWN;
    }
}
