package contacthub.journeys.faults;

import java.time.Instant;

import contacthub.journeys.Posting;

/**
 * Something that is to be in the hub once: a contact, a purchase, a note or a message to a customer.
 *
 * @param mark what it says, which nothing else says
 * @param service whose front door takes it
 * @param at when it happened, as its event says
 * @param customer the address it is about
 */
record Thing(Kind kind, String mark, String service, Posting posting, Instant at, String customer) {

    /** What sort of thing; each has a table of its own in which it must be found. */
    enum Kind {
        CONTACT, PURCHASE, NOTE, MESSAGE
    }
}
