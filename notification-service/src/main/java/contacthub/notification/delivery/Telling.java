package contacthub.notification.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contracts.Event;
import contacthub.contracts.NotificationFact;
import contacthub.runtime.event.Ids;
import contacthub.runtime.outbox.Outbox;

/** Tells the others how far a notification has come, in the transaction that brings it there. */
@ApplicationScoped
class Telling {

    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Telling(Outbox outbox, Ids ids, Clock clock) {
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** One fact about each. */
    <T> void tell(Connection connection, Collection<T> all, Function<T, Claimed> notification,
            Function<T, NotificationFact> fact) throws SQLException {
        outbox.publish(connection, all.stream()
                .<Event<?>>map(one -> event(notification.apply(one), fact.apply(one))).toList());
    }

    /** One fact about one. */
    void tell(Connection connection, Claimed about, NotificationFact fact) throws SQLException {
        outbox.publish(connection, List.of(event(about, fact)));
    }

    private Event<?> event(Claimed about, NotificationFact fact) {
        return Event.of(fact, ids.next().toString(), NotificationLedger.SOURCE, about.customer().toString(),
                clock.instant()).in(about.conversation()).causedBy(about.causation()).traced(about.trace());
    }
}
