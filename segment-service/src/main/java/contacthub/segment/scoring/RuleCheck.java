package contacthub.segment.scoring;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;

import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;

/** Reads what an author says of a rule; a 400 problem names the field that is wrong. */
final class RuleCheck {

    private static final ObjectReader STRICT = Json.MAPPER.readerFor(RuleForm.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}|\\*");
    private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    private static final int MOST_QUARTERS = 40;
    private static final int MOST_CURRENCIES = 50;
    private static final int MOST_CELLS = 100;
    private static final int BOUNDS = 4;
    private static final BigDecimal LARGEST = new BigDecimal("1e12");

    private RuleCheck() {
    }

    static RuleForm read(JsonNode fields) {
        RuleForm form = form(fields);
        check(form.quarters() == null || form.quarters() >= 1 && form.quarters() <= MOST_QUARTERS, "quarters",
                "must be from 1 to " + MOST_QUARTERS + ", or absent where all of the past counts");
        check(RuleForm.THRESHOLDS.equals(form.method()) || form.isMeasured(), "method",
                "must be thresholds or quintiles");
        if (form.isMeasured()) {
            checkCells(form.cells());
            return form.unmeasured();
        }
        bounds("recency_days", form.recencyDays());
        bounds("frequency", form.frequency());
        money(form.monetary());
        checkCells(form.cells());
        return form;
    }

    private static RuleForm form(JsonNode fields) {
        try {
            return STRICT.readValue(fields);
        } catch (JsonMappingException e) {
            String field = e.getPath().isEmpty() ? "body" : e.getPath().get(0).getFieldName();
            throw Problem.invalid(field, "is no field of a rule, or has the wrong type");
        } catch (IOException e) {
            throw Problem.invalid("body", "is not JSON");
        }
    }

    private static void bounds(String field, List<BigDecimal> bounds) {
        check(bounds != null && bounds.size() == BOUNDS && bounds.stream().allMatch(RuleCheck::isBound)
                && Scale.isAscending(bounds), field, "must be four ascending numbers");
    }

    private static boolean isBound(BigDecimal number) {
        return number != null && number.precision() <= 30 && Math.abs(number.scale()) <= 15
                && number.abs().compareTo(LARGEST) <= 0;
    }

    private static void money(Map<String, List<BigDecimal>> monetary) {
        check(monetary != null && monetary.containsKey(ScoringRule.ANY_CURRENCY), "monetary",
                "must have bounds for *, which is any currency not named");
        check(monetary.size() <= MOST_CURRENCIES, "monetary", "must name at most " + MOST_CURRENCIES + " currencies");
        monetary.forEach((currency, bounds) -> {
            check(CURRENCY.matcher(currency).matches(), "monetary", "must name currencies by ISO 4217 code, or *");
            bounds("monetary." + currency, bounds);
        });
    }

    private static void checkCells(List<ActivityMatrix.Corner> cells) {
        check(cells != null && !cells.isEmpty() && cells.size() <= MOST_CELLS, "cells", "must be 1 to " + MOST_CELLS);
        check(cells.stream().allMatch(cell -> cell != null && cell.group() != null
                && GROUP.matcher(cell.group()).matches()), "cells",
                "must each have a group of at most 40 small letters, digits, _ or -");
        try {
            new ActivityMatrix(cells);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("cells", "must form a full grid from 0 days and 1 purchase day on");
        }
    }

    private static void check(boolean right, String field, String reason) {
        if (!right) {
            throw Problem.invalid(field, reason);
        }
    }
}
