package contacthub.contact.intake;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;

import contacthub.contracts.Address;
import contacthub.contracts.AddressType;
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
import contacthub.runtime.web.Storable;

/** What the data of a posted event must be (spec 10); every finding names its field. */
final class DataRules {

    /** Reads one value and nothing after it. */
    private static final ObjectReader WHOLE = Json.MAPPER.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int LONGEST_VALUE = 500;
    private static final int LONGEST_TEXT = 60_000;
    /** A header line of RFC 5322. */
    private static final int LONGEST_SUBJECT = 998;
    /** The longest registered tags of BCP 47 are shorter. */
    private static final int LONGEST_LANGUAGE = 35;
    private static final int MOST_ADDRESSES = 10;
    private static final int MOST_DIGITS = 15;
    private static final int CENTS = 6;
    private static final int FRACTION = 20;

    private final List<FieldError> errors = new ArrayList<>();

    private DataRules() {
    }

    /** What is wrong with this event's data; nothing when it may be taken. */
    static List<FieldError> check(Posted posted) {
        var rules = new DataRules();
        Optional<Class<? extends Fact>> fact = FactTypes.named(posted.type());
        if (fact.isPresent() && !FactTypes.posted(fact.get())) {
            rules.wrong("type", "is published by the hub itself and cannot be posted");
        } else {
            rules.check(posted.data(), fact);
        }
        return rules.errors;
    }

    private void check(byte[] bytes, Optional<Class<? extends Fact>> type) {
        if (!isPlainUtf8(bytes)) {
            wrong("data", "must be JSON in UTF-8 without a byte order mark");
            return;
        }
        try {
            JsonNode data = WHOLE.readTree(bytes);
            text("data", data);
            if (!errors.isEmpty()) {
                return;
            }
            if (data.isMissingNode() || data.isNull() && type.isPresent()) {
                wrong("data", "is missing");
            } else if (type.isPresent()) {
                fact(Json.MAPPER.treeToValue(data, type.get()));
            } else if (data.path("customer").isObject()) {
                address("data.customer", Json.MAPPER.treeToValue(data.path("customer"), Address.class));
            }
        } catch (JsonMappingException e) {
            wrong("data" + path(e), "has the wrong type or form");
        } catch (IOException e) {
            wrong("data", "is not valid JSON");
        } catch (ArithmeticException | NumberFormatException e) {
            wrong("data", "has a number beyond all bounds");
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
            address("data.to", sent.to());
            required("data.text", sent.text(), LONGEST_TEXT);
            atMost("data.subject", sent.subject(), LONGEST_SUBJECT);
            atMost("data.thread", sent.thread(), LONGEST_VALUE);
        } else if (fact instanceof CallFact.Recorded call) {
            call(call);
        } else if (fact instanceof PurchaseFact.Recorded purchase) {
            purchase(purchase);
        } else if (fact instanceof VisitFact.Recorded visit) {
            address("data.customer", visit.customer());
            required("data.page", visit.page(), LONGEST_TEXT);
        } else if (fact instanceof ReviewFact.Recorded review) {
            required("data.site", review.site(), LONGEST_VALUE);
            required("data.text", review.text(), LONGEST_TEXT);
            author(review.author());
            digits("data.rating", review.rating(), FRACTION);
        } else if (fact instanceof SurveyFact.Answered answer) {
            address("data.customer", answer.customer());
            required("data.survey", answer.survey(), LONGEST_VALUE);
            present("data.score", answer.score());
            digits("data.score", answer.score(), FRACTION);
        }
    }

    private void received(ContactFact.Received received) {
        channel(received.channel());
        present("data.text", received.text());
        atMost("data.text", received.text(), LONGEST_TEXT);
        if (received.kind() != null && !ContactKind.isKnown(received.kind())) {
            wrong("data.kind", "must be one of " + ContactKind.names());
        }
        atMost("data.subject", received.subject(), LONGEST_SUBJECT);
        atMost("data.thread", received.thread(), LONGEST_VALUE);
        atMost("data.language", received.language(), LONGEST_LANGUAGE);
        profile(received.profile());
        List<Address> all = received.fromAll() == null ? List.of() : received.fromAll();
        if (received.from() != null || all.isEmpty()) {
            address("data.from", received.from());
        }
        if (all.size() > MOST_ADDRESSES) {
            wrong("data.from_all", "must have at most " + MOST_ADDRESSES + " addresses");
        }
        for (int i = 0; i < Math.min(all.size(), MOST_ADDRESSES); i++) {
            address("data.from_all[" + i + "]", all.get(i));
        }
    }

    private void profile(Profile profile) {
        if (profile != null) {
            atMost("data.profile.last", profile.last(), LONGEST_VALUE);
            atMost("data.profile.first", profile.first(), LONGEST_VALUE);
            atMost("data.profile.patronymic", profile.patronymic(), LONGEST_VALUE);
            atMost("data.profile.company", profile.company(), LONGEST_VALUE);
            atMost("data.profile.town", profile.town(), LONGEST_VALUE);
        }
    }

    private void call(CallFact.Recorded call) {
        boolean in = "in".equals(call.direction());
        if (!Direction.isKnown(call.direction())) {
            wrong("data.direction", "must be one of " + Direction.names());
        } else {
            address(in ? "data.from" : "data.to", in ? call.from() : call.to());
        }
        present("data.started", call.started());
        present("data.ended", call.ended());
    }

    private void purchase(PurchaseFact.Recorded purchase) {
        address("data.customer", purchase.customer());
        required("data.order", purchase.order(), LONGEST_VALUE);
        present("data.amount", purchase.amount());
        digits("data.amount", purchase.amount(), CENTS);
        digits("data.margin", purchase.margin(), FRACTION);
        List<PurchaseFact.Line> lines = purchase.lines() == null ? List.of() : purchase.lines();
        for (int i = 0; i < lines.size(); i++) {
            line("data.lines[" + i + "]", lines.get(i));
        }
        if (purchase.currency() == null || !purchase.currency().matches("[A-Z]{3}")) {
            wrong("data.currency", "must be an ISO 4217 code, such as RUB");
        }
    }

    private void line(String field, PurchaseFact.Line line) {
        present(field, line);
        if (line != null) {
            digits(field + ".quantity", line.quantity(), FRACTION);
            digits(field + ".price", line.price(), FRACTION);
        }
    }

    /** Bounds what a number takes written out: 1e999999999 is eleven characters as sent, a thousand million in full. */
    private void digits(String field, BigDecimal number, int fraction) {
        if (number != null
                && ((long) number.precision() - number.scale() > MOST_DIGITS || number.scale() > fraction)) {
            wrong(field, "must have at most " + MOST_DIGITS + " digits before and " + fraction + " after the point");
        }
    }

    private void channel(String channel) {
        if (!Channel.isKnown(channel)) {
            wrong("data.channel", channel == null ? "is missing" : "must be one of " + Channel.names());
        }
    }

    /** An author may be a name only. */
    private void author(Address author) {
        if (author == null || author.type() != null || author.value() != null) {
            address("data.author", author);
        }
    }

    private void address(String field, Address address) {
        if (address == null) {
            wrong(field, "is missing");
            return;
        }
        if (!AddressType.isKnown(address.type())) {
            wrong(field + ".type", address.type() == null ? "is missing" : "must be one of " + AddressType.names());
        }
        required(field + ".value", address.value(), LONGEST_VALUE);
    }

    private void required(String field, String value, int longest) {
        if (value == null || value.isBlank()) {
            wrong(field, "is missing");
        } else {
            atMost(field, value, longest);
        }
    }

    private void atMost(String field, String value, int longest) {
        if (value != null && value.length() > longest) {
            wrong(field, "must have at most " + longest + " characters");
        }
    }

    private void present(String field, Object value) {
        if (value == null) {
            wrong(field, "is missing");
        }
    }

    /** No text anywhere may have what PostgreSQL or UTF-8 cannot hold: NUL, or half of a surrogate pair. */
    private void text(String field, JsonNode node) {
        if (node.isTextual()) {
            text(field, node.textValue());
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> next : node.properties()) {
                text(field, next.getKey());
                text(field + "." + next.getKey(), next.getValue());
            }
        } else {
            for (int i = 0; i < node.size(); i++) {
                text(field + "[" + i + "]", node.get(i));
            }
        }
    }

    private void text(String field, String value) {
        Storable.Check.flaw(value).ifPresent(flaw -> wrong(field, flaw));
    }

    private void wrong(String field, String reason) {
        errors.add(new FieldError(field, reason));
    }
}
