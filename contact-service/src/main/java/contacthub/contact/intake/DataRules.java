package contacthub.contact.intake;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;

import contacthub.contracts.Address;
import contacthub.contracts.CallFact;
import contacthub.contracts.Channel;
import contacthub.contracts.ContactFact;
import contacthub.contracts.ContactKind;
import contacthub.contracts.Direction;
import contacthub.contracts.Fact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.contracts.Profile;
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.ReviewFact;
import contacthub.contracts.SurveyFact;
import contacthub.contracts.VisitFact;
import contacthub.runtime.web.Problem.FieldError;

/** What the data of a posted event must be (spec 10); every finding names its field. */
final class DataRules {

    /** Reads one value and nothing after it. */
    private static final ObjectReader WHOLE = Json.MAPPER.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int LONGEST_TEXT = 60_000;
    /** A header line of RFC 5322. */
    private static final int LONGEST_SUBJECT = 998;
    /** The longest registered tags of BCP 47 are shorter. */
    private static final int LONGEST_LANGUAGE = 35;
    private static final int MOST_ADDRESSES = 10;
    private static final int CENTS = 6;
    private static final int FRACTION = 20;

    private final Findings found;

    private DataRules(Findings found) {
        this.found = found;
    }

    /** What is wrong with this event's data; nothing when it may be taken. */
    static List<FieldError> check(Posted posted) {
        var found = new Findings();
        Optional<Class<? extends Fact>> fact = FactTypes.named(posted.type());
        if (fact.isPresent() && !FactTypes.posted(fact.get())) {
            found.wrong("type", "is published by the hub itself and cannot be posted");
        } else {
            new DataRules(found).check(posted.data(), fact);
        }
        return found.all();
    }

    private void check(byte[] bytes, Optional<Class<? extends Fact>> type) {
        if (!isPlainUtf8(bytes)) {
            found.wrong("data", "must be JSON in UTF-8 without a byte order mark");
            return;
        }
        try {
            JsonNode data = WHOLE.readTree(bytes);
            found.text("data", data);
            if (!found.all().isEmpty()) {
                return;
            }
            if (data.isMissingNode() || data.isNull() && type.isPresent()) {
                found.wrong("data", "is missing");
            } else if (type.isPresent()) {
                fact(Json.MAPPER.treeToValue(data, type.get()));
            } else if (data.path("customer").isObject()) {
                found.address("data.customer", Json.MAPPER.treeToValue(data.path("customer"), Address.class));
            }
        } catch (JsonMappingException e) {
            found.wrong("data" + path(e), "has the wrong type or form");
        } catch (IOException e) {
            found.wrong("data", "is not valid JSON");
        } catch (ArithmeticException | NumberFormatException e) {
            found.wrong("data", "has a number beyond all bounds");
        }
    }

    /** What Jackson reads besides, PostgreSQL does not take as JSON. */
    private static boolean isPlainUtf8(byte[] json) {
        return json.length == 0 || json[0] > 0 && (json.length == 1 || json[1] != 0);
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                .collect(Collectors.joining());
    }

    private void fact(Fact fact) {
        if (fact instanceof ContactFact.Received received) {
            received(received);
        } else if (fact instanceof ContactFact.Sent sent) {
            channel(sent.channel());
            found.address("data.to", sent.to());
            found.required("data.text", sent.text(), LONGEST_TEXT);
            found.atMost("data.subject", sent.subject(), LONGEST_SUBJECT);
            found.atMost("data.thread", sent.thread(), Findings.LONGEST_VALUE);
        } else if (fact instanceof CallFact.Recorded call) {
            call(call);
        } else if (fact instanceof PurchaseFact.Recorded purchase) {
            purchase(purchase);
        } else if (fact instanceof VisitFact.Recorded visit) {
            found.address("data.customer", visit.customer());
            found.required("data.page", visit.page(), LONGEST_TEXT);
        } else if (fact instanceof ReviewFact.Recorded review) {
            found.required("data.site", review.site(), Findings.LONGEST_VALUE);
            found.required("data.text", review.text(), LONGEST_TEXT);
            author(review.author());
            found.digits("data.rating", review.rating(), FRACTION);
        } else if (fact instanceof SurveyFact.Answered answer) {
            found.address("data.customer", answer.customer());
            found.required("data.survey", answer.survey(), Findings.LONGEST_VALUE);
            found.present("data.score", answer.score());
            found.digits("data.score", answer.score(), FRACTION);
        }
    }

    private void received(ContactFact.Received received) {
        channel(received.channel());
        found.present("data.text", received.text());
        found.atMost("data.text", received.text(), LONGEST_TEXT);
        if (received.kind() != null && !ContactKind.isKnown(received.kind())) {
            found.wrong("data.kind", "must be one of " + ContactKind.names());
        }
        found.atMost("data.subject", received.subject(), LONGEST_SUBJECT);
        found.atMost("data.thread", received.thread(), Findings.LONGEST_VALUE);
        found.atMost("data.language", received.language(), LONGEST_LANGUAGE);
        profile(received.profile());
        List<Address> all = received.fromAll() == null ? List.of() : received.fromAll();
        if (received.from() != null || all.isEmpty()) {
            found.address("data.from", received.from());
        }
        if (all.size() > MOST_ADDRESSES) {
            found.wrong("data.from_all", "must have at most " + MOST_ADDRESSES + " addresses");
        }
        for (int i = 0; i < Math.min(all.size(), MOST_ADDRESSES); i++) {
            found.address("data.from_all[" + i + "]", all.get(i));
        }
    }

    private void profile(Profile profile) {
        if (profile != null) {
            found.atMost("data.profile.last", profile.last(), Findings.LONGEST_VALUE);
            found.atMost("data.profile.first", profile.first(), Findings.LONGEST_VALUE);
            found.atMost("data.profile.patronymic", profile.patronymic(), Findings.LONGEST_VALUE);
            found.atMost("data.profile.company", profile.company(), Findings.LONGEST_VALUE);
            found.atMost("data.profile.town", profile.town(), Findings.LONGEST_VALUE);
        }
    }

    private void call(CallFact.Recorded call) {
        boolean in = "in".equals(call.direction());
        if (!Direction.isKnown(call.direction())) {
            found.wrong("data.direction", "must be one of " + Direction.names());
        } else {
            found.address(in ? "data.from" : "data.to", in ? call.from() : call.to());
        }
        found.present("data.started", call.started());
        found.present("data.ended", call.ended());
    }

    private void purchase(PurchaseFact.Recorded purchase) {
        found.address("data.customer", purchase.customer());
        found.required("data.order", purchase.order(), Findings.LONGEST_VALUE);
        found.present("data.amount", purchase.amount());
        found.digits("data.amount", purchase.amount(), CENTS);
        found.digits("data.margin", purchase.margin(), FRACTION);
        List<PurchaseFact.Line> lines = purchase.lines() == null ? List.of() : purchase.lines();
        for (int i = 0; i < lines.size(); i++) {
            line("data.lines[" + i + "]", lines.get(i));
        }
        if (purchase.currency() == null || !purchase.currency().matches("[A-Z]{3}")) {
            found.wrong("data.currency", "must be an ISO 4217 code, such as RUB");
        }
    }

    private void line(String field, PurchaseFact.Line line) {
        found.present(field, line);
        if (line != null) {
            found.digits(field + ".quantity", line.quantity(), FRACTION);
            found.digits(field + ".price", line.price(), FRACTION);
        }
    }

    private void channel(String channel) {
        if (!Channel.isKnown(channel)) {
            found.wrong("data.channel", channel == null ? "is missing" : "must be one of " + Channel.names());
        }
    }

    /** An author may be a name only. */
    private void author(Address author) {
        if (author == null || author.type() != null || author.value() != null) {
            found.address("data.author", author);
        }
    }
}
