package contacthub.segment.custom;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an expression says of a customer at a moment.
 *
 * @param holds whether it is true; one that cannot be evaluated, as by a division by zero, is not
 * @param changesAt the first moment at which it could say something else though nothing happens; null where never
 * @param numbers what it looked at, without what identifies a person
 * @param fault why it could not be evaluated, null where it could
 */
record Outcome(boolean holds, Instant changesAt, Map<String, String> numbers, String fault) {

    /** The numbers in words. */
    String inWords() {
        return numbers.entrySet().stream().map(number -> number.getKey() + " is " + number.getValue())
                .collect(Collectors.joining(", "));
    }
}
