package contacthub.contact.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;

import contacthub.contact.intake.Intake;
import contacthub.contact.intake.Posted;
import contacthub.contracts.ContactFact;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestId;

/** The webhooks of all vendors: each request is proved by its vendor's own means, not by a key of ours. */
@Path("/webhooks/{channel}/{account}")
@Tag(name = "webhooks")
class WebhookResource {

    private static final int LARGEST = 1024 * 1024;
    /** The longest text fits, whatever its letters; a record of Kafka holds twice as much. */
    private static final int LARGEST_EVENT = 512 * 1024;
    private static final int LONGEST_CHALLENGE = 1_000;

    private final Map<String, Vendor> vendors;
    private final Intake intake;
    private final Reports reports;
    private final MeterRegistry meters;

    WebhookResource(@Any Instance<Vendor> vendors, Intake intake, Reports reports, MeterRegistry meters) {
        this.vendors = vendors.stream().collect(Collectors.toMap(Vendor::channel, Function.identity()));
        this.intake = intake;
        this.reports = reports;
        this.meters = meters;
    }

    /** Open to all as the vendor has no key of ours; it shows the account's verify token. */
    @GET
    @PermitAll
    @Operation(summary = "Answer Meta's challenge, when the webhook is set up with the account's verify token")
    @APIResponse(responseCode = "200", description = "The challenge as it was asked")
    @APIResponse(responseCode = "401", description = "Not the account's verify token")
    public Response challenge(@PathParam("channel") String channel, @PathParam("account") String account,
            @QueryParam("hub.mode") String mode, @QueryParam("hub.verify_token") String token,
            @QueryParam("hub.challenge") String challenge) {
        Vendor vendor = vendors.get(channel);
        String expected = vendor == null ? null : vendor.verifyToken(account).orElse(null);
        if (!Signatures.equal(expected, token)) {
            throw Problem.unauthorized("hub.verify_token is not that of this account.");
        }
        if (!"subscribe".equals(mode) || challenge == null || challenge.length() > LONGEST_CHALLENGE) {
            throw Problem.invalid("hub.challenge", "must come with hub.mode=subscribe, and have at most "
                    + LONGEST_CHALLENGE + " characters");
        }
        return Response.ok(challenge, MediaType.TEXT_PLAIN).header("X-Content-Type-Options", "nosniff").build();
    }

    /** Open to all as the vendor has no key of ours; it proves itself by its signature or secret. */
    @POST
    @PermitAll
    @Operation(summary = "Take what a vendor tells", description = "Messages become contacts, messages of the company "
            + "written elsewhere become answers; receipts by WhatsApp and Viber move the notification on; other receipts, and "
            + "kinds that are no contacts, are counted. A body has at most "
            + "1 MB. Sent again, nothing is added.")
    @APIResponse(responseCode = "200", description = "All of it is durable, or counted; the body is what the vendor waits for")
    @APIResponse(responseCode = "400", description = "The body is not what the vendor sends: no JSON, or no form")
    @APIResponse(responseCode = "401", description = "The signature or secret is wrong, or the account is not set up")
    @APIResponse(responseCode = "413", description = "More than the limit")
    @APIResponse(responseCode = "503", description = "Could not be made durable and was not kept; see Retry-After")
    public CompletionStage<Response> post(@PathParam("channel") String channel, @PathParam("account") String account,
            byte[] body, @Context RoutingContext request) {
        if (body.length > LARGEST) {
            throw Problem.tooLarge("body", "A body has at most " + LARGEST + " bytes here.");
        }
        Vendor vendor = vendors.get(channel);
        var callback = new Callback(account, body, request.request().absoluteURI(), request.request()::getHeader);
        if (vendor == null || !isProved(vendor, callback)) {
            throw Problem.unauthorized("The signature or secret is not that of this account.");
        }
        Told told = vendor.read(callback);
        List<Posted> events = events(vendor, "/webhooks/" + channel + "/" + account, told.said());
        String trace = RequestId.traceparent(request);
        CompletableFuture<Void> reported = reports.tell(reports(told.said()), trace);
        return events.isEmpty()
                ? reported.thenApply(done -> answer(told))
                : reported.thenCombine(intake.take(events, trace), (done, receipt) -> answer(told));
    }

    private static List<ContactFact.Reported> reports(List<Said> said) {
        return said.stream().filter(Said.Receipt.class::isInstance)
                .flatMap(receipt -> ((Said.Receipt) receipt).report().stream()).toList();
    }

    /** A proof that cannot be read is none: another answer would tell a stranger which accounts there are. */
    private static boolean isProved(Vendor vendor, Callback callback) {
        try {
            return vendor.sent(callback);
        } catch (Problem unreadable) {
            return false;
        }
    }

    private static Response answer(Told told) {
        return told.answer() == null ? Response.ok().build() : Response.ok(told.answer(), told.mediaType()).build();
    }

    private List<Posted> events(Vendor vendor, String source, List<Said> said) {
        List<Posted> events = new ArrayList<>();
        for (Said one : said) {
            if (one instanceof Said.Wrote wrote) {
                take(vendor, "contact", wrote.message().received(source), events);
            } else if (one instanceof Said.Answered answered) {
                take(vendor, "sent", answered.message().sent(source), events);
            } else if (one instanceof Said.Unused unused) {
                unused(vendor, unused.kind());
            } else {
                count(vendor, "receipt");
            }
        }
        return events;
    }

    /** What cannot be taken is counted and answered 200: the vendor would send it again and again. */
    private void take(Vendor vendor, String outcome, Posted event, List<Posted> events) {
        if (event.data().length <= LARGEST_EVENT && intake.check(event).isEmpty()) {
            events.add(event);
            count(vendor, outcome);
        } else {
            count(vendor, "refused");
        }
    }

    private void unused(Vendor vendor, String kind) {
        count(vendor, "other");
        String known = kind != null && vendor.kinds().contains(kind) ? kind : "unknown";
        meters.counter("hub.webhook.unused", "channel", vendor.channel(), "kind", known).increment();
    }

    private void count(Vendor vendor, String outcome) {
        meters.counter("hub.webhook.told", "channel", vendor.channel(), "outcome", outcome).increment();
    }
}
