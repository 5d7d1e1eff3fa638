package contacthub.notification.channel.sms.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.outbox.Worker;

/** Keeps one session with the SMSC bound: asks whether it is there, and binds again after it was away. */
@ApplicationScoped
class Link {

    private static final Logger LOG = Logger.getLogger(Link.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    /** Answers wait in one queue with what is delivered to us, which may wait for the database. */
    private static final int PROCESSORS = 10;

    private final SmppSettings settings;
    private final Deliveries deliveries;
    private final Worker worker = new Worker("smpp-bind", this::rebind);
    private volatile SMPPSession session;
    private volatile boolean stopping;
    private Duration pause = FIRST_PAUSE;
    private long notBefore = System.nanoTime();

    Link(SmppSettings settings, Deliveries deliveries) {
        this.settings = settings;
        this.deliveries = deliveries;
    }

    void start(@Observes StartupEvent started) {
        if (settings.host().isPresent()) {
            worker.start();
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
        worker.stop();
        end(session);
    }

    /** Also one that the SMSC unbound and did not close. */
    private static void end(SMPPSession last) {
        if (last != null) {
            last.unbindAndClose();
        }
    }

    /** The session, while it is bound. */
    Optional<SMPPSession> session() {
        return Optional.ofNullable(session).filter(one -> one.getSessionState().isTransmittable());
    }

    private boolean rebind() {
        if (stopping || session().isPresent() || System.nanoTime() - notBefore < 0) {
            return false;
        }
        try {
            end(session);
            session = bind();
            pause = FIRST_PAUSE;
            LOG.infof("bound to the SMSC at %s:%d", settings.host().orElseThrow(), settings.port());
        } catch (IOException e) {
            LOG.warnf("no session with the SMSC, next try in %d ms: %s", pause.toMillis(), e.getMessage());
            notBefore = System.nanoTime() + pause.toNanos();
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
        return false;
    }

    private SMPPSession bind() throws IOException {
        var made = new SMPPSession(new Lines(settings.tls()));
        made.setEnquireLinkTimer((int) settings.enquireLink().toMillis());
        made.setTransactionTimer(settings.responseWithin().toMillis());
        made.setPduProcessorDegree(PROCESSORS);
        made.setMessageReceiverListener(deliveries);
        made.connectAndBind(settings.host().orElseThrow(), settings.port(), new BindParameter(BindType.BIND_TRX,
                settings.systemId().orElseThrow(), settings.password().orElse(""), settings.systemType().orElse(""),
                TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null), settings.responseWithin().toMillis());
        return made;
    }
}
