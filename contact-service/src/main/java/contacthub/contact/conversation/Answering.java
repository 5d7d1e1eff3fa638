package contacthub.contact.conversation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import contacthub.contact.clock.Happening;
import contacthub.contact.identity.CustomerRef;
import contacthub.runtime.event.Ids;
import contacthub.runtime.sql.Transactions;

/** Takes what customers say by a click of whether their matter is solved; said again, or too late, it changes nothing. */
@ApplicationScoped
class Answering {

    private final Transactions transactions;
    private final Conversations conversations;
    private final ConversationReader reader;
    private final Confirmations confirmations;
    private final Verdicts verdicts;
    private final Progress progress;
    private final Ids ids;
    private final Clock clock;

    Answering(Transactions transactions, Conversations conversations, ConversationReader reader,
            Confirmations confirmations, Verdicts verdicts, Progress progress, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.reader = reader;
        this.confirmations = confirmations;
        this.verdicts = verdicts;
        this.progress = progress;
        this.ids = ids;
        this.clock = clock;
    }

    /** How a matter stands, in the words of {@link Conversation#STATES}; past its time it counts as confirmed. */
    String state(UUID id) {
        ShownConversation shown = reader.one(id);
        boolean late = Conversation.RESOLVED.equals(shown.status())
                && !clock.instant().isBefore(shown.resolvedAt().plus(confirmations.confirmAfter()));
        return late ? Conversation.CONFIRMED : shown.status();
    }

    /** The customer says that it is solved, or not. */
    void answer(UUID id, boolean solved) {
        transactions.inOne(connection -> {
            Optional<Conversation> standing = conversations.find(connection, id)
                    .filter(conversation -> verdicts.stands(conversation, clock.instant()));
            if (standing.isPresent()) {
                judge(connection, standing.get(), solved);
            }
            return id;
        });
    }

    private void judge(Connection connection, Conversation conversation, boolean solved) throws SQLException {
        Instant now = clock.instant();
        UUID customer = CustomerRef.owners(connection, List.of(conversation.address)).get(conversation.address);
        Verdicts.Batch batch = verdicts.begin();
        if (solved) {
            batch.confirm(conversation, new Verdicts.Word(customer, Verdicts.BY_CUSTOMER, now, null));
        } else {
            Happening reopened = batch.reopen(conversation,
                    new Verdicts.Word(customer, "the customer says that it is not solved", now, null));
            conversation.contacted(reopened.at());
            progress.go(connection, List.of(conversation), Map.of(conversation.id,
                    List.of(reopened, Happening.contact(ids.next(), reopened.at()))));
        }
        batch.write(connection);
        conversations.update(connection, List.of(conversation));
    }
}
