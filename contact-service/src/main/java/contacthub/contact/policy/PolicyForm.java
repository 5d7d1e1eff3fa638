package contacthub.contact.policy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;

/**
 * A policy as it is written in JSON.
 *
 * @param position where it stands in the list: the first that matches counts
 * @param match what it applies to; everything where nothing is said
 * @param targets by kind of clock
 * @param warnPercent after which parts of a clock's time its operator is warned
 * @param ladder what is done step by step when a deadline has passed
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PolicyForm(Integer position, Match match, Map<String, Goal> targets, List<Integer> warnPercent,
        List<Step> ladder) {

    static final List<Integer> WARNINGS = List.of(50, 75, 90);

    /** What is not given is empty, the warnings those that ship (spec 40). */
    public PolicyForm {
        match = match == null ? new Match(null, null, null, null, null) : match;
        targets = targets == null ? Map.of() : targets;
        warnPercent = warnPercent == null ? WARNINGS : warnPercent;
        ladder = ladder == null ? List.of() : ladder;
    }

    /** What a conversation must be like: each field one of its values, a field without any is not looked at. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Match(@JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) Set<String> segment,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) Set<String> channel,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) Set<String> kind,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) Set<String> priority,
            Map<String, List<String>> customer) {

        /** What is not given is empty. */
        public Match {
            segment = segment == null ? Set.of() : segment;
            channel = channel == null ? Set.of() : channel;
            kind = kind == null ? Set.of() : kind;
            priority = priority == null ? Set.of() : priority;
            customer = customer == null ? Map.of() : customer;
        }
    }

    /**
     * A target.
     *
     * @param calendar whose working time counts; nothing for calendar time
     * @param pausesWhileWaiting whether waiting for the customer holds the clock; by the kind where nothing is said
     */
    public record Goal(Long minutes, String calendar, Boolean pausesWhileWaiting) {}

    /**
     * A step after a passed deadline; exactly one of what it does.
     *
     * @param clock whose deadline; any where nothing is said
     * @param afterMinutes so many minutes of the clock's time after the deadline
     * @param tell the role that is told
     * @param reassign the role whose queue it goes to
     * @param raisePriority what the priority becomes
     * @param planCall the role that is to call the customer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(String clock, Long afterMinutes, @JsonProperty("notify") String tell, String reassign,
            String raisePriority, String planCall) {

        /** What it does, by its name in JSON. */
        public String act() {
            if (tell != null) {
                return "notify";
            }
            if (reassign != null) {
                return "reassign";
            }
            return raisePriority != null ? "raise_priority" : "plan_call";
        }

        /** The role, or the priority. */
        public String to() {
            return Stream.of(tell, reassign, raisePriority, planCall).flatMap(Stream::ofNullable).findFirst()
                    .orElseThrow();
        }

        boolean isFor(ClockKind kind) {
            return clock == null || clock.equals(kind.text());
        }
    }

    /** Reads a form; {@link InvalidPolicy} where a field is of the wrong shape. */
    static PolicyForm read(JsonNode json) {
        try {
            return Json.MAPPER.treeToValue(json, PolicyForm.class);
        } catch (JsonMappingException e) {
            throw new InvalidPolicy(field(e), "is of the wrong shape");
        } catch (IOException e) {
            throw new InvalidPolicy("policy", "is not JSON");
        }
    }

    static PolicyForm read(String json) {
        try {
            return read(Json.MAPPER.readTree(json));
        } catch (IOException e) {
            throw new InvalidPolicy("policy", "is not JSON");
        }
    }

    private static String field(JsonMappingException e) {
        var path = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.isEmpty() ? "policy" : path.toString();
    }
}
