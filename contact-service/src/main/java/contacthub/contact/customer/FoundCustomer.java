package contacthub.contact.customer;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import contacthub.runtime.web.Page;

/** A customer with the reason it was found. */
record FoundCustomer(@JsonUnwrapped Customer customer, Matched matched) {

    /** By address, name or text, and the part of it that matched. */
    record Matched(String by, String excerpt) {}

    /**
     * One page of what was found, as every list.
     *
     * @param incomplete what was not looked through, and why; absent where everything was
     */
    record Found(List<FoundCustomer> data, Page.Meta meta, Page.Links links, String incomplete) {

        static Found of(Page<FoundCustomer> page, String incomplete) {
            return new Found(page.data(), page.meta(), page.links(), incomplete);
        }
    }
}
