package contacthub.contact.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;

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
import contacthub.contracts.PurchaseFact;
import contacthub.contracts.ReviewFact;
import contacthub.contracts.SurveyFact;
import contacthub.contracts.VisitFact;
import contacthub.runtime.web.Problem.FieldError;
import contacthub.runtime.web.Storable;

/** What the data of a posted event must be (spec 10); every finding names its field. */
final class DataRules {

    private static final int LONGEST_VALUE = 500;
    private static final int LONGEST_TEXT = 60_000;
    private static final int MOST_ADDRESSES = 10;

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
        try {
            JsonNode data = Json.MAPPER.readTree(bytes);
            text("data", data);
            if (!errors.isEmpty()) {
                return;
            }
            if (type.isPresent()) {
                fact(Json.MAPPER.treeToValue(data, type.get()));
            } else if (data.path("customer").isObject()) {
                address("data.customer", Json.MAPPER.treeToValue(data.path("customer"), Address.class));
            }
        } catch (JsonMappingException e) {
            wrong("data" + path(e), "has the wrong type or form");
        } catch (IOException e) {
            wrong("data", "is not valid JSON");
        }
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
            present("data.author", review.author());
        } else if (fact instanceof SurveyFact.Answered answer) {
            address("data.customer", answer.customer());
            required("data.survey", answer.survey(), LONGEST_VALUE);
            present("data.score", answer.score());
        }
    }

    private void received(ContactFact.Received received) {
        channel(received.channel());
        if (received.text() == null) {
            wrong("data.text", "is missing");
        } else if (received.text().length() > LONGEST_TEXT) {
            wrong("data.text", "must have at most " + LONGEST_TEXT + " characters");
        }
        if (received.kind() != null && !ContactKind.isKnown(received.kind())) {
            wrong("data.kind", "must be one of " + ContactKind.names());
        }
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
        if (purchase.amount() != null && (purchase.amount().precision() - purchase.amount().scale() > 15
                || purchase.amount().scale() > 6)) {
            wrong("data.amount", "must have at most 15 digits before and 6 after the point");
        }
        if (purchase.currency() == null || !purchase.currency().matches("[A-Z]{3}")) {
            wrong("data.currency", "must be an ISO 4217 code, such as RUB");
        }
    }

    private void channel(String channel) {
        if (!Channel.isKnown(channel)) {
            wrong("data.channel", channel == null ? "is missing" : "must be one of " + Channel.names());
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
        } else if (value.length() > longest) {
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
