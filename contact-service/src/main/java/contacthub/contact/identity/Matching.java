package contacthub.contact.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides whose a claim is: matches, guards and limits, without effect (spec 25, rules 2 to 4). The strongest address
 * leads. A weaker one that is known brings its customer in, unless the guard keeps the two apart; over a limit the
 * weakest address is dropped and matching runs again.
 */
final class Matching {

    private final Limits limits;
    private final Function<NormalAddress, Person> owners;
    private final BiPredicate<UUID, UUID> parted;

    /**
     * A matching against what is known now.
     *
     * @param owners the customer an address belongs to, null where it is new
     * @param parted whether an operator said of two customers that they are two people
     */
    Matching(Limits limits, Function<NormalAddress, Person> owners, BiPredicate<UUID, UUID> parted) {
        this.limits = limits;
        this.owners = owners;
        this.parted = parted;
    }

    /**
     * What is to be done with a claim.
     *
     * @param people the known customers it is from, the one of the strongest address first; several are to be merged,
     *        none is a new customer
     * @param gained addresses that are new and become theirs
     * @param suspects who may be the same person but must not be merged by itself
     * @param because the rules that decided, in words
     */
    record Decision(List<Person> people, List<NormalAddress> gained, List<Suspect> suspects, List<String> because) {

        boolean merges() {
            return people.size() > 1;
        }
    }

    /** A customer that was kept apart, and why. */
    record Suspect(Person person, String because) {}

    Decision decide(List<NormalAddress> addresses, Instant at) {
        List<NormalAddress> kept = new ArrayList<>(addresses);
        List<String> because = new ArrayList<>();
        List<Suspect> suspects = new ArrayList<>();
        while (true) {
            var draft = new Draft(kept, at);
            draft.gather();
            because.addAll(draft.because);
            suspects.addAll(draft.suspects);
            kept.removeAll(draft.dropped);
            Optional<String> over = kept.size() > 1 ? draft.overLimit() : Optional.empty();
            if (over.isEmpty()) {
                because.add(draft.outcome());
                return new Decision(List.copyOf(draft.people), draft.gained, suspects, because);
            }
            NormalAddress weakest = kept.remove(kept.size() - 1);
            because.add(over.get() + ": " + weakest.type() + " dropped");
            draft.suspect(weakest, over.get()).ifPresent(suspects::add);
        }
    }

    /** One run over the addresses that are left. */
    private final class Draft {

        final Set<Person> people = new LinkedHashSet<>();
        final List<NormalAddress> gained = new ArrayList<>();
        final List<NormalAddress> dropped = new ArrayList<>();
        final List<Suspect> suspects = new ArrayList<>();
        final List<String> because = new ArrayList<>();
        private final List<NormalAddress> addresses;
        private final Instant at;
        private String matchedBy;

        Draft(List<NormalAddress> addresses, Instant at) {
            this.addresses = addresses;
            this.at = at;
        }

        void gather() {
            for (NormalAddress address : addresses) {
                Person owner = owners.apply(address);
                if (owner == null) {
                    gained.add(address);
                } else if (!people.contains(owner)) {
                    meet(address, owner);
                }
            }
        }

        private void meet(NormalAddress link, Person owner) {
            Optional<String> guard = guard(link, owner);
            if (guard.isEmpty()) {
                people.add(owner);
                matchedBy = matchedBy == null ? link.type() : matchedBy;
                return;
            }
            because.add(guard.get() + ": " + link.type() + " dropped");
            addresses.stream().filter(address -> owners.apply(address) == owner).forEach(dropped::add);
            suspect(link, guard.get()).ifPresent(suspects::add);
        }

        /** A web visitor id says nothing of who sits at the screen, so what only it connects is not suspected either. */
        Optional<Suspect> suspect(NormalAddress link, String why) {
            Person owner = owners.apply(link);
            boolean telling = owner != null && Strength.of(link.type()) < Strength.WEB;
            return telling ? Optional.of(new Suspect(owner, why)) : Optional.empty();
        }

        /**
         * Why this customer must not be taken for the one found so far: each has another value of a strong type, or of
         * one that is stronger than the address which connects them.
         */
        private Optional<String> guard(NormalAddress link, Person owner) {
            Optional<String> apart = people.stream().filter(person -> parted.test(person.id, owner.id)).findFirst()
                    .map(person -> "guard: an operator said that these are two customers");
            return apart
                    .or(() -> types(owner).filter(Strength::isStrong)
                            .filter(type -> people.stream().flatMap(Matching::types).anyMatch(type::equals)).findFirst()
                            .map(type -> "guard: two customers with a different " + type + " each"))
                    .or(() -> types(owner).filter(type -> Strength.of(type) < Strength.of(link.type()))
                            .filter(this::has).findFirst()
                            .map(type -> "guard: a " + link.type() + " does not join two values of " + type));
        }

        private boolean has(String type) {
            return gained.stream().anyMatch(address -> address.type().equals(type))
                    || people.stream().flatMap(Matching::types).anyMatch(type::equals);
        }

        /** The limit that this gain or merge would break. */
        Optional<String> overLimit() {
            Stream<String> types = people.size() > 1
                    ? Stream.concat(people.stream().flatMap(Matching::types), gained.stream().map(NormalAddress::type))
                    : gained.stream().map(NormalAddress::type);
            return types.distinct().filter(this::isOver).findFirst()
                    .map(type -> "limit: " + type + " " + limits.of(type).inWords());
        }

        private boolean isOver(String type) {
            Limits.Limit limit = limits.of(type);
            long had = people.stream().flatMap(person -> person.held.stream())
                    .filter(held -> held.type().equals(type) && limit.counts(held.since(), at)).count();
            return had + gained.stream().filter(address -> address.type().equals(type)).count() > limit.most();
        }

        String outcome() {
            if (people.isEmpty()) {
                return "no address is known";
            }
            String matched = "matched by " + matchedBy;
            return people.size() == 1 ? matched : matched + ", merged: nothing speaks against it";
        }
    }

    private static Stream<String> types(Person person) {
        return person.held.stream().map(Person.Held::type).filter(Objects::nonNull).distinct();
    }

    /** The rules that decided, as one sentence. */
    static String sentence(Decision decision) {
        return decision.because().stream().distinct().collect(Collectors.joining("; "));
    }
}
