package contacthub.notification.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import contacthub.notification.preference.PreferenceChannel;
import contacthub.notification.preference.Suppressions;
import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;

/**
 * Sends failed notifications again, once somebody has seen to what was wrong (re-drive). The failed one stays as it is;
 * another stands for it, with an id and so an idempotency key of its own, at most one for each.
 */
@ApplicationScoped
class SendingAgain {

    private static final int MOST = 500;

    private final Notifications notifications;
    private final RequestingNotification requesting;
    private final Writing writing;
    private final Transactions transactions;
    private final Ids ids;

    SendingAgain(Notifications notifications, RequestingNotification requesting, Writing writing,
            Transactions transactions, Ids ids) {
        this.notifications = notifications;
        this.requesting = requesting;
        this.writing = writing;
        this.transactions = transactions;
        this.ids = ids;
    }

    /**
     * Which failed ones are meant.
     *
     * @param reason why they failed; without, all but those of which nobody knows whether they were sent
     * @param since those asked for from then on
     */
    record Which(String channel, String reason, Instant since) {}

    /** How many were sent again, and whether there may be more. */
    record Redriven(int redriven, boolean more) {}

    /** The one that stands for it from now on; a problem where there is no such or it is not to be sent again. */
    @Transactional
    ShownNotification again(UUID id, String operator) {
        ShownNotification failed = notifications.required(id);
        if (!failed.state().equals(State.FAILED.word())) {
            throw Problem.conflict("Only a failed notification is sent again; this one is " + failed.state() + ".");
        }
        notifications.again(id).ifPresent(other -> {
            throw Problem.conflict("It was sent again already, as " + other + ".");
        });
        if (failed.text().isEmpty()) {
            throw Problem.conflict("The customer was erased.");
        }
        return notifications.required(send(List.of(failed), operator).iterator().next());
    }

    /** The oldest of those that are meant; of a reason that says nobody knows, only where that is asked for. */
    @Transactional
    Redriven again(Which which, String operator) {
        Storable.Check.parameter("channel", which.channel);
        Storable.Check.parameter("reason", which.reason);
        List<ShownNotification> failed = notifications.failed(which.channel, which.reason, which.since, MOST);
        return new Redriven(send(failed, operator).size(), failed.size() == MOST);
    }

    private Set<UUID> send(List<ShownNotification> failed, String operator) {
        List<Outgoing> outgoing = new ArrayList<>();
        failed.forEach(one -> outgoing.add(outgoing(one, operator)));
        return transactions.inCurrent(connection -> requesting.request(connection, outgoing));
    }

    private Outgoing outgoing(ShownNotification failed, String operator) {
        UUID request = ids.next();
        Cause cause = new Cause(request, failed.cause(), failed.conversation(), null);
        return failed.kind().equals(Outgoing.MESSAGE)
                ? writing.again(failed, cause, operator)
                : new Outgoing(cause, failed.customer(), failed.kind(), failed.category(), failed.channel(),
                        failed.to(), failed.thread(), failed.inReplyTo(), failed.subject(), failed.text(),
                        failed.template(), failed.because(), suppressed(failed),
                        new Terms(false, null, operator, Optional.empty(), null,
                                null, failed.id()));
    }

    private Optional<String> suppressed(ShownNotification failed) {
        return transactions.inCurrent(connection -> Suppressions.among(connection, List.of(failed.to()))
                .of(failed.to(), PreferenceChannel.ofContact(failed.channel())))
                .map(because -> "suppression: " + because);
    }
}
