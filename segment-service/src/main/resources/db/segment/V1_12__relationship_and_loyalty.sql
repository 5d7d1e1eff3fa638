-- What operators set a customer's relationship to; null: computed again. Never changed, the newest of a customer holds.
CREATE TABLE relationship_change (
    id       uuid        PRIMARY KEY,
    customer uuid        NOT NULL,
    type     text,
    because  text        NOT NULL,
    at       timestamptz NOT NULL,
    operator text        NOT NULL
);
CREATE INDEX relationship_change_of_customer ON relationship_change (customer, id DESC);

-- Customers of whom a company is known, or was until somebody said otherwise; which one is not kept.
CREATE TABLE business (
    customer uuid        PRIMARY KEY,
    at       timestamptz NOT NULL,
    company  boolean     NOT NULL
);

-- The programme: tiers and rewards as JSON; a version is never changed, the one with the greatest number holds.
CREATE TABLE loyalty_programme (
    version    bigint      PRIMARY KEY,
    programme  text        NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text        NOT NULL
);

-- Points and discounts, given and taken: entries are only added, a balance is their sum.
-- unit: points, or the currency of a discount; source: the digest of the event it is for; address: as in purchase;
-- given: false for a reward held back, with amount 0.
CREATE TABLE loyalty_entry (
    id        uuid           PRIMARY KEY,
    customer  uuid           NOT NULL,
    at        timestamptz    NOT NULL,
    kind      text           NOT NULL CHECK (kind IN ('purchase', 'review', 'grant', 'withdrawal')),
    unit      text           NOT NULL,
    amount    numeric(24, 4) NOT NULL,
    given     boolean        NOT NULL,
    because   text           NOT NULL,
    programme bigint,
    source    uuid           UNIQUE,
    address   uuid,
    operator  text
);
CREATE INDEX loyalty_entry_of_customer ON loyalty_entry (customer, id DESC);
