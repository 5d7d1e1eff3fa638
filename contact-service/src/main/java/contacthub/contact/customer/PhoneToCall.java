package contacthub.contact.customer;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of a customer's phones to call (spec 25, rule 7), and why: one that is carried along before one that stands
 * somewhere, the first given of equal ones.
 */
record PhoneToCall(String value, String because) {

    private static final List<String> BEST_FIRST = List.of("mobile", "fixed-or-mobile", "work", "fixed", "voip");

    /** Nothing where no phone is known. */
    static Optional<PhoneToCall> of(List<ShownAddress> addresses) {
        List<ShownAddress> phones = addresses.stream().filter(ShownAddress::isPhone).toList();
        return phones.stream().min(Comparator.comparing(ShownAddress::unlikelyToBeAnswered)
                .thenComparingInt(PhoneToCall::rank)).map(best -> new PhoneToCall(best.value(), because(best, phones)));
    }

    private static int rank(ShownAddress phone) {
        int rank = BEST_FIRST.indexOf(phone.kind());
        return rank < 0 ? BEST_FIRST.size() : rank;
    }

    private static String because(ShownAddress best, List<ShownAddress> phones) {
        String kind = best.kind() == null ? "of unknown kind" : best.kind();
        String doubt = best.unlikelyToBeAnswered() ? ", though unlikely to be answered" : "";
        return phones.size() == 1
                ? "the only phone known (" + kind + ")" + doubt
                : kind + ", the best of " + phones.size() + " phones" + doubt;
    }
}
