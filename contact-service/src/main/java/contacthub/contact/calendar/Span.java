package contacthub.contact.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A half-open stretch of time, empty where its end is not after its start. */
public record Span(Instant from, Instant to) {

    /** True of no time at all. */
    public boolean isEmpty() {
        return !to.isAfter(from);
    }

    boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    Duration length() {
        return isEmpty() ? Duration.ZERO : Duration.between(from, to);
    }

    Span within(Span other) {
        return new Span(later(from, other.from), earlier(to, other.to));
    }

    /** What is left of this span when the holes are cut out, in order. */
    public List<Span> without(List<Span> holes) {
        List<Span> left = List.of(this);
        for (Span hole : holes) {
            left = left.stream().flatMap(span -> span.without(hole)).toList();
        }
        return left;
    }

    private Stream<Span> without(Span hole) {
        if (hole.isEmpty()) {
            return Stream.of(this);
        }
        Span before = new Span(from, earlier(to, hole.from));
        Span after = new Span(later(from, hole.to), to);
        return Stream.of(before, after).filter(span -> !span.isEmpty());
    }

    /** The same time in order and without overlap, so that no moment is counted twice. */
    public static List<Span> union(Stream<Span> spans) {
        List<Span> union = new ArrayList<>();
        spans.filter(span -> !span.isEmpty()).sorted(Comparator.comparing(Span::from)).forEach(span -> {
            if (union.isEmpty() || union.get(union.size() - 1).to.isBefore(span.from)) {
                union.add(span);
            } else {
                Span last = union.remove(union.size() - 1);
                union.add(new Span(last.from, later(last.to, span.to)));
            }
        });
        return union;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
