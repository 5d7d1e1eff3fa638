package contacthub.runtime.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import contacthub.runtime.event.Received;

/** What a service does with events it has not seen before, all in one transaction. */
@FunctionalInterface
public interface BatchHandler {

    /** Takes fresh events in their order; whatever it throws undoes the batch, which is then tried in halves. */
    void on(Connection connection, List<Received> fresh) throws SQLException;
}
