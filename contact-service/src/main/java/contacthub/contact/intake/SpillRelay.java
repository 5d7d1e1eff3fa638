package contacthub.contact.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import contacthub.runtime.outbox.Worker;

/** Brings spilled events to the intake log as soon as Kafka takes them. */
@ApplicationScoped
class SpillRelay {

    private final Worker worker;

    SpillRelay(IntakeLog log) {
        this.worker = new Worker("spill-relay", log::relay);
    }

    void start(@Observes StartupEvent started) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }
}
