package contacthub.segment.scoring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.core.JsonGenerator;

import io.smallrye.common.annotation.Blocking;

import contacthub.contracts.Json;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;

/** Scores of purchases that are not kept. */
@Path("/api/v1/scores/try")
@Blocking
@Tag(name = "scores")
class ScoresTrialResource {

    private static final String CSV = "text/csv";

    private final Transactions transactions;
    private final StoredRules stored;
    private final ScoringRules rules;
    private final Clock clock;

    ScoresTrialResource(Transactions transactions, StoredRules stored, ScoringRules rules, Clock clock) {
        this.transactions = transactions;
        this.stored = stored;
        this.rules = rules;
        this.clock = clock;
    }

    @POST
    @Consumes({ "application/x-ndjson", "application/ndjson", "application/jsonl", CSV})
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({ Roles.INTEGRATION, Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Recency, frequency and money of purchases that are not kept", description = "Lines of {customer, "
            + "time, amount}, NDJSON or CSV with a header, at most 16 MB and 200,000 customers. as_of is a moment or a "
            + "day, which counts whole; later purchases are left out. Without rule every purchase counts and the bounds "
            + "are the quintiles of these customers (type-7 quantiles at 20, 40, 60 and 80 %, a number on a bound goes "
            + "up); with rule, a version or current, its period and bounds. Groups are those of that rule's matrix.")
    @APIResponse(responseCode = "200", description = "Every customer in the order of the lines, and the bounds")
    @APIResponse(responseCode = "400", description = "Lines are wrong, named by number, or as_of or rule is")
    @APIResponse(responseCode = "413", description = "More than a trial may have")
    public Response tryOut(InputStream body, @QueryParam("as_of") String asOf, @QueryParam("rule") String rule,
            @HeaderParam("Content-Type") MediaType type) {
        Instant moment = asOf == null
                ? clock.instant()
                : TrialMoment.end(asOf).orElseThrow(() -> Problem.invalid("as_of", "must be RFC 3339, or a day"));
        ScoringRule held = held(rule);
        boolean own = rule == null;
        var trial = new Trial(moment, own ? Period.EVER.since(moment) : held.since(moment));
        new TrialLines(type.isCompatible(MediaType.valueOf(CSV))).read(body, trial::add);
        ScoringRule used = own ? quintiles(trial, held.matrix()).orElse(held) : held;
        return Response.ok((StreamingOutput) out -> write(out, trial, used)).build();
    }

    private ScoringRule held(String version) {
        if (version == null || version.equals("current")) {
            return transactions.inOne(rules::current);
        }
        Storable.Check.parameter("rule", version);
        return transactions.inOne(connection -> stored.named(connection, version)).filter(RuleVersion::bounded)
                .orElseThrow(() -> Problem.invalid("rule", "must be current, or a version that has its bounds"))
                .form().rule(version);
    }

    private static Optional<ScoringRule> quintiles(Trial trial, ActivityMatrix matrix) {
        return trial.quintiles().map(bounds -> new RuleForm(null, RuleForm.QUINTILES, null, null, null, null)
                .with(bounds).rule("quintiles", matrix));
    }

    private static void write(OutputStream out, Trial trial, ScoringRule rule) throws IOException {
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
            for (Trial.Rated rated : trial.rate(rule)) {
                write(json, rated);
            }
            json.writeEndArray();
            json.writeStringField("rule", rule.version());
            json.writePOJOField("recency_days", rule.recency().bounds());
            json.writePOJOField("frequency", rule.frequency().bounds());
            json.writePOJOField("monetary", rule.monetary().get(ScoringRule.ANY_CURRENCY).bounds());
            json.writeNumberField("lines", trial.lines());
            json.writeNumberField("later_lines", trial.later());
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Trial.Rated rated) throws IOException {
        Rating rating = rated.rating();
        json.writeStartObject();
        json.writeStringField("customer", rated.customer());
        json.writeNumberField("recency_days", rating.recencyDays());
        json.writeNumberField("frequency", rating.frequency());
        json.writeNumberField("monetary", rating.monetary());
        json.writeNumberField("r", rating.r());
        json.writeNumberField("f", rating.f());
        json.writeNumberField("m", rating.m());
        json.writeStringField("group", rating.group());
        json.writeNumberField("repeats", rated.repeats().repeats());
        json.writeNumberField("span_days", rated.repeats().spanDays());
        json.writeNumberField("age_days", rated.repeats().ageDays());
        json.writeNumberField("repeat_mean", rated.repeats().repeatMean());
        json.writeEndObject();
    }
}
