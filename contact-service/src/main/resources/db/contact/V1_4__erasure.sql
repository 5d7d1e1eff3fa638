-- Persons erased at their wish: what was done where, and until when the rest is gone (docs/adr/0021).
ALTER TABLE customer ADD COLUMN erased_at timestamptz;

CREATE TABLE erasure (
    id        uuid        PRIMARY KEY,
    customer  uuid        NOT NULL UNIQUE,
    asked_by  text        NOT NULL,
    asked_at  timestamptz NOT NULL,
    -- by when Kafka has forgotten too, and the topics that never do; known once all services have reported
    gone_by   timestamptz,
    kept_on   text,
    looked_at timestamptz
);
CREATE INDEX erasure_open ON erasure (looked_at) WHERE gone_by IS NULL;

CREATE TABLE erasure_report (
    erasure uuid        NOT NULL REFERENCES erasure,
    service text        NOT NULL,
    at      timestamptz NOT NULL,
    rows    jsonb       NOT NULL,
    PRIMARY KEY (erasure, service)
);

-- Salted digests of their addresses, so that what was taken before and comes later is known; deleted at gone_by.
CREATE TABLE erased_address (
    digest   uuid        NOT NULL,
    customer uuid        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (digest, customer)
);
CREATE TABLE erased_address_salt (salt text NOT NULL);
INSERT INTO erased_address_salt VALUES (gen_random_uuid()::text || gen_random_uuid()::text);

-- Erasing customers by age, one run at a time; last is the customer after whom it goes on.
CREATE TABLE retention_run (
    id         uuid        PRIMARY KEY,
    older_than text        NOT NULL,
    before     timestamptz NOT NULL,
    asked_by   text        NOT NULL,
    asked_at   timestamptz NOT NULL,
    state      text        NOT NULL CHECK (state IN ('running', 'done')),
    last       uuid        NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    looked     bigint      NOT NULL DEFAULT 0,
    erased     bigint      NOT NULL DEFAULT 0,
    ended_at   timestamptz
);
CREATE UNIQUE INDEX retention_run_under_way ON retention_run (state) WHERE state = 'running';
