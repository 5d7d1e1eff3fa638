-- What a customer likes. The version counts changes, of language and orders together.
CREATE TABLE preference (
    customer   uuid PRIMARY KEY,
    language   text,
    version    bigint      NOT NULL,
    changed_at timestamptz NOT NULL
);

-- Channels most wanted first; category '*' is the general order.
CREATE TABLE channel_order (
    customer uuid   NOT NULL REFERENCES preference,
    category text   NOT NULL,
    channels text[] NOT NULL,
    PRIMARY KEY (customer, category)
);

-- What a customer allows: rows are added, never changed. The newest by given_at of a purpose and channel holds.
CREATE TABLE consent (
    id       uuid PRIMARY KEY,
    customer uuid        NOT NULL,
    purpose  text        NOT NULL,
    channel  text        NOT NULL,
    status   text        NOT NULL CHECK (status IN ('granted', 'withdrawn')),
    given_at timestamptz NOT NULL,
    wording  text,
    source   text,
    operator text
);
CREATE INDEX consent_by_customer ON consent (customer, id DESC);

-- Addresses that must be left alone until the customer writes from them again.
CREATE TABLE suppression (
    type    text        NOT NULL,
    value   text        NOT NULL,
    because text        NOT NULL,
    since   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (type, value)
);
