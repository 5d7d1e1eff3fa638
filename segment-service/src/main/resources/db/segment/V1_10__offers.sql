-- Conversations as far as offers must know them: whether one is a complaint, and whether it is open. Facts come in any order.
CREATE TABLE matter (
    conversation text        PRIMARY KEY,
    customer     uuid        NOT NULL,
    complaint    boolean     NOT NULL,
    resolved_at  timestamptz,
    reopened_at  timestamptz
);
CREATE INDEX matter_complaint ON matter (customer) WHERE complaint;

-- The latest contact of a customer, and whether it was angry.
CREATE TABLE latest_contact (
    customer uuid        PRIMARY KEY,
    at       timestamptz NOT NULL,
    event    uuid        NOT NULL,
    angry    boolean     NOT NULL
) WITH (fillfactor = 80);

-- The catalogue: a version is never changed, a new one is added; the one with the greatest number holds.
CREATE TABLE offer_version (
    offer             text        NOT NULL,
    version           bigint      NOT NULL,
    title             text        NOT NULL,
    segments          text[]      NOT NULL,
    r_from            smallint,
    f_from            smallint,
    m_from            smallint,
    cool_down_days    int         NOT NULL,
    acceptance_labels text[]      NOT NULL,
    refusal_labels    text[]      NOT NULL,
    withdrawn         boolean     NOT NULL,
    changed_at        timestamptz NOT NULL,
    changed_by        text        NOT NULL,
    PRIMARY KEY (offer, version)
);

-- What customers said to offers, and the same counted by offer.
CREATE TABLE offer_feedback (
    id       uuid        PRIMARY KEY,
    offer    text        NOT NULL,
    version  bigint      NOT NULL,
    customer uuid        NOT NULL,
    accepted boolean     NOT NULL,
    label    text,
    at       timestamptz NOT NULL,
    operator text        NOT NULL
);
CREATE INDEX offer_feedback_of_customer ON offer_feedback (customer, offer, at DESC);
CREATE TABLE offer_tally (
    offer    text   PRIMARY KEY,
    accepted bigint NOT NULL,
    declined bigint NOT NULL
) WITH (fillfactor = 80);
