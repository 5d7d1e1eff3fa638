package contacthub.contracts;

import java.util.List;

/** Who may sign in. Kept by contact-service, known to the others as hashes only (spec 05). */
public sealed interface AccountFact extends Fact {

    /**
     * An account or key was made, changed or switched off; the newest one of an account holds.
     *
     * @param kind user or key
     * @param hash bcrypt of a password, or SHA-256 (hex) of a key
     * @param roles integration, operator, supervisor, administrator
     */
    @Type(value = "contacthub.account.changed.v1", topic = Topics.ACCOUNTS)
    record Changed(@Required String account, @Required String kind, @Required String name, @Required String hash,
            @Required List<String> roles, @Required boolean disabled, @Required long version) implements AccountFact {}
}
