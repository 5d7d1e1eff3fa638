package contacthub.contracts;

import java.util.List;

/** The person or company, one identity, many addresses. */
public sealed interface CustomerFact extends Fact {

    /** A customer was seen for the first time, with these addresses, already normalised. */
    @Type("contacthub.customer.identified.v1")
    record Identified(@Required List<Address> addresses, Profile profile, String language) implements CustomerFact {}

    /**
     * What is known of a customer is no longer what was told: an operator corrected it, an event that happened earlier
     * says otherwise, or a merge or its undo changed it. Told whole: what is absent is not known any more.
     *
     * @param nameToUse how an operator wants the customer to be greeted; absent where the name tells
     */
    @Type("contacthub.customer.changed.v1")
    record Changed(@Required Profile profile, String nameToUse, String language) implements CustomerFact {}

    /** One more address of a known customer, already normalised. */
    @Type("contacthub.customer.address-added.v1")
    record AddressAdded(@Required Address address) implements CustomerFact {}

    /**
     * Everything that tells who the customer was is gone from contact-service, and whoever keeps something of this
     * customer does the same (spec 25, rule 9). After this fact nothing personal is told of this id any more.
     *
     * @param erasure the id of the receipt
     */
    @Type("contacthub.customer.erased.v1")
    record Erased(@Required String erasure) implements CustomerFact {}

    /**
     * A customer turned out to be another one and became a redirect to it. Told with one and the same id for both, each
     * in the order of its own events.
     *
     * @param customer who is a redirect from now on
     * @param into who stays
     * @param version of {@code customer}; of two facts about its merging the greater one is the later
     * @param merge the id by which it can be undone
     */
    @Type("contacthub.customer.merged.v1")
    record Merged(@Required String customer, @Required String into, @Required Long version,
            @Required String merge) implements CustomerFact {}

    /**
     * A merge was undone: {@code customer} is a customer of its own again. Told with one and the same id for both.
     *
     * @param from the customer it was part of
     * @param addresses what is {@code customer}'s again, normalised, with all that came over it
     */
    @Type("contacthub.customer.unmerged.v1")
    record Unmerged(@Required String customer, @Required String from, @Required Long version, @Required String merge,
            @Required List<Address> addresses) implements CustomerFact {}
}
