package contacthub.contact.channel.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.databind.JsonNode;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;

import contacthub.contact.intake.Intake;
import contacthub.contact.intake.Posted;
import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;
import contacthub.runtime.web.RequestId;

/** Telegram's webhook: authenticated by the secret token of setWebhook, not by a key of ours. */
@Path("/webhooks/telegram/{account}")
@Tag(name = "webhooks")
class TelegramResource {

    private static final int LARGEST = 1024 * 1024;

    private final TelegramAccounts accounts;
    private final Intake intake;
    private final MeterRegistry meters;

    TelegramResource(TelegramAccounts accounts, Intake intake, MeterRegistry meters) {
        this.accounts = accounts;
        this.intake = intake;
        this.meters = meters;
    }

    @POST
    @PermitAll
    @Operation(summary = "Take one update of the Telegram Bot API; kinds that are no contacts are counted and answered 200")
    public CompletionStage<Response> update(@PathParam("account") String account,
            @HeaderParam("X-Telegram-Bot-Api-Secret-Token") String secret, byte[] body,
            @Context RoutingContext request) {
        authenticate(account, secret);
        if (body.length > LARGEST) {
            throw Problem.tooLarge("body", "An update has at most " + LARGEST + " bytes.");
        }
        var update = new TelegramUpdate(read(body));
        Optional<Posted> contact = update.contact(account);
        if (contact.isEmpty()) {
            meters.counter("hub.webhook.unused", "channel", "telegram", "kind", update.kind()).increment();
            return CompletableFuture.completedFuture(Response.ok().build());
        }
        List<FieldError> errors = intake.check(contact.get());
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return intake.take(List.of(contact.get()), RequestId.traceparent(request))
                .thenApply(receipt -> Response.ok().build());
    }

    private void authenticate(String account, String secret) {
        String expected = accounts.secrets().get(account);
        if (expected == null || secret == null
                || !MessageDigest.isEqual(expected.getBytes(UTF_8), secret.getBytes(UTF_8))) {
            throw Problem.unauthorized("X-Telegram-Bot-Api-Secret-Token is not that of this account.");
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            var update = Json.MAPPER.readTree(body);
            if (update.isObject()) {
                return update;
            }
        } catch (IOException e) {
            throw Problem.invalid("body", "is not valid JSON");
        }
        throw Problem.invalid("body", "must be a JSON object");
    }
}
