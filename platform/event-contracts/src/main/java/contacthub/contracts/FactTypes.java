package contacthub.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All event types the hub knows, by name and by record. An unknown name is no error: such events are skipped. */
public final class FactTypes {

    private static final List<Class<? extends Fact>> ALL = Stream
            .of(ContactFact.class, CallFact.class, PurchaseFact.class, VisitFact.class, ReviewFact.class,
                    SurveyFact.class, ConversationFact.class, ClockFact.class, PromiseFact.class, AgendaFact.class,
                    CustomerFact.class, AccountFact.class, ScoreFact.class, SegmentFact.class,
                    SegmentUseFact.class, PreferenceFact.class,
                    ConsentFact.class,
                    NotificationFact.class, ErasureFact.class)
            .flatMap(aggregate -> Arrays.stream(aggregate.getPermittedSubclasses()))
            .<Class<? extends Fact>>map(fact -> fact.asSubclass(Fact.class))
            .toList();

    private static final Map<String, Class<? extends Fact>> BY_NAME = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(FactTypes::name, Function.identity()));

    private FactTypes() {
    }

    /** Every fact, in the order of their aggregates. */
    public static List<Class<? extends Fact>> all() {
        return ALL;
    }

    /** The CloudEvents type name of a fact. */
    public static String name(Class<? extends Fact> fact) {
        return fact.getAnnotation(Fact.Type.class).value();
    }

    /** The topic a fact is published on. */
    public static String topic(Class<? extends Fact> fact) {
        return fact.getAnnotation(Fact.Type.class).topic();
    }

    /** Whether an integration may post it at the front door; all others only the hub itself tells. */
    public static boolean posted(Class<? extends Fact> fact) {
        return fact.getAnnotation(Fact.Type.class).posted();
    }

    /** The record of a type name, or nothing when the hub does not know it. */
    public static Optional<Class<? extends Fact>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
