package contacthub.notification.channel.sms.kannel;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.smallrye.common.annotation.Blocking;

import contacthub.notification.channel.Outcome;
import contacthub.notification.channel.Receipt;
import contacthub.notification.channel.sms.ReceiptText;
import contacthub.notification.channel.sms.Refusal;
import contacthub.notification.channel.sms.SentParts;
import contacthub.notification.channel.sms.Status;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;

/** Where an HTTP gateway tells what became of a short message. */
@Path(KannelResource.PATH + "{token}")
@Tag(name = "webhooks")
class KannelResource {

    static final String PATH = "/webhooks/sms/kannel/";

    private static final int LONGEST_ANSWER = 1_000;
    private static final Pattern REFUSAL = Pattern.compile("NACK/(0x[0-9a-f]{8})(/.*)?");

    private final ReceiptLinks links;
    private final Transactions transactions;
    private final Event<Receipt> receipts;
    private final Set<String> unknownSubscriberErrors;

    KannelResource(ReceiptLinks links, Transactions transactions, Event<Receipt> receipts,
            @ConfigProperty(name = Status.UNKNOWN_SUBSCRIBER_ERRORS) Set<String> unknownSubscriberErrors) {
        this.links = links;
        this.transactions = transactions;
        this.receipts = receipts;
        this.unknownSubscriberErrors = unknownSubscriberErrors;
    }

    /** Open to all as the gateway has no key of ours; it shows the signature of the link we gave it. */
    @GET
    @PermitAll
    @Blocking
    @Operation(summary = "Take a receipt of Kannel", description = "Told again, nothing changes.")
    @APIResponse(responseCode = "204", description = "It is durable")
    @APIResponse(responseCode = "400", description = "Not the state of a receipt")
    @APIResponse(responseCode = "401", description = "Not a link that we gave out")
    public Response take(@PathParam("token") String token, @QueryParam("state") String state,
            @QueryParam("answer") String answer) {
        UUID id = links.notification(token)
                .orElseThrow(() -> Problem.unauthorized("This is no link that we gave out."));
        read(id, state, answer == null ? "" : answer).ifPresent(receipt -> transactions.inNew(connection -> {
            receipts.fire(receipt);
            return null;
        }));
        return Response.noContent().build();
    }

    /** Nothing for what is not the end. */
    private Optional<Receipt> read(UUID id, String state, String answer) {
        if (state == null || !state.matches("\\d{1,2}") || answer.length() > LONGEST_ANSWER) {
            throw Problem.invalid("state", "must be a number of Kannel's, with an answer of at most " + LONGEST_ANSWER
                    + " characters");
        }
        return switch (state) {
            case "1" -> Optional.of(Receipt.ofArrival(id, SentParts.CHANNEL));
            case "2" -> Optional.of(undelivered(id, ReceiptText.of(answer)));
            case "16" -> Optional.of(refused(id, answer));
            default -> Optional.empty();
        };
    }

    private Receipt undelivered(UUID id, ReceiptText text) {
        Status status = text.status().reason() == null ? Status.UNDELIVERABLE : text.status();
        return Receipt.ofFailure(id, SentParts.CHANNEL, status.reason(text.error(), unknownSubscriberErrors),
                text.detail());
    }

    /** Kannel tells the SMSC's answer of a single message, not of one in parts. */
    private static Receipt refused(UUID id, String answer) {
        Matcher refusal = REFUSAL.matcher(answer.strip());
        return refusal.matches()
                && Refusal.of(Integer.parseUnsignedInt(refusal.group(1).substring(2),
                        16)) instanceof Outcome.PermanentFailure failure
                                ? Receipt.ofFailure(id, SentParts.CHANNEL, failure.reason(), failure.detail())
                                : Receipt.ofFailure(id, SentParts.CHANNEL, Outcome.REJECTED, "the SMSC refused it");
    }
}
