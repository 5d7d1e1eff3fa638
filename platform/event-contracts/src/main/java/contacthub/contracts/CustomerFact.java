package contacthub.contracts;

import java.util.List;

/** The person or company, one identity, many addresses. */
public sealed interface CustomerFact extends Fact {

    /** A customer was seen for the first time, with these addresses, already normalised. */
    @Type("contacthub.customer.identified.v1")
    record Identified(@Required List<Address> addresses, Profile profile, String language) implements CustomerFact {}

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
}
