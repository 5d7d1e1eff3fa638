-- Customers and their addresses. A merge changes address.customer_id and nothing else.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE customer (
    id          uuid        PRIMARY KEY,
    last_name   text,
    first_name  text,
    patronymic  text,
    birth_year  int,
    company     text,
    town        text,
    language    text,
    -- what segment- and notification-service last said of the customer
    segment     text,
    score       jsonb,
    preferences jsonb,
    created_at  timestamptz NOT NULL,
    version     bigint      NOT NULL DEFAULT 0
);
CREATE INDEX customer_name ON customer USING gin (
    lower(coalesce(last_name, '') || ' ' || coalesce(first_name, '') || ' ' || coalesce(patronymic, '') || ' '
        || coalesce(company, '')) gin_trgm_ops)
    WHERE last_name IS NOT NULL OR first_name IS NOT NULL OR company IS NOT NULL;

CREATE TABLE address (
    id          uuid        PRIMARY KEY,
    type        text        NOT NULL,
    value       text        NOT NULL,
    name        text,
    customer_id uuid        NOT NULL,
    created_at  timestamptz NOT NULL,
    UNIQUE (type, value)
);
CREATE INDEX address_customer ON address (customer_id);

-- One line of history each, keyed by the immutable address it came from.
CREATE TABLE timeline_entry (
    address_id      uuid        NOT NULL,
    occurred_at     timestamptz NOT NULL,
    id              uuid        NOT NULL,
    recorded_at     timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    type            text        NOT NULL,
    service         text        NOT NULL,
    channel         text,
    direction       text,
    summary         text,
    detail          json,
    conversation_id uuid,
    operator        text,
    delivery        jsonb,
    doubtful_time   boolean     NOT NULL DEFAULT false,
    trace           text,
    PRIMARY KEY (address_id, occurred_at, id)
) PARTITION BY HASH (address_id);
DO $$ BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE timeline_entry_%s PARTITION OF timeline_entry
            FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
    END LOOP;
END $$;

-- The open matters.
CREATE TABLE conversation (
    id                uuid        PRIMARY KEY,
    address_id        uuid        NOT NULL,
    channel           text        NOT NULL,
    thread            text,
    reply_channel     text,
    reply_type        text,
    reply_value       text,
    kind              text        NOT NULL,
    subject           text,
    language          text,
    status            text        NOT NULL CHECK (status IN ('open', 'resolved')),
    owner             text,
    opened_at         timestamptz NOT NULL,
    last_contact_at   timestamptz NOT NULL,
    first_answered_at timestamptz,
    last_answered_at  timestamptz,
    resolved_at       timestamptz,
    version           bigint      NOT NULL DEFAULT 0
);
CREATE INDEX conversation_address ON conversation (address_id);
CREATE INDEX conversation_status ON conversation (status, last_contact_at DESC, id DESC);
CREATE INDEX conversation_unanswered ON conversation (opened_at) WHERE status = 'open' AND first_answered_at IS NULL;

-- Response-time obligations; the partial index is what fires.
CREATE TABLE sla_clock (
    id              uuid        PRIMARY KEY,
    conversation_id uuid        NOT NULL,
    address_id      uuid        NOT NULL,
    kind            text        NOT NULL,
    state           text        NOT NULL CHECK (state IN ('running', 'met', 'breached', 'cancelled')),
    started_at      timestamptz NOT NULL,
    due_at          timestamptz NOT NULL,
    ended_at        timestamptz,
    target_minutes  bigint      NOT NULL,
    policy          text        NOT NULL,
    calendar        text        NOT NULL,
    because         text        NOT NULL
);
CREATE INDEX sla_clock_due ON sla_clock (due_at) WHERE state = 'running';
CREATE INDEX sla_clock_conversation ON sla_clock (conversation_id);
CREATE INDEX sla_clock_promise ON sla_clock (address_id) WHERE kind = 'promise' AND state = 'running';
CREATE INDEX sla_clock_state ON sla_clock (state, due_at, id);

-- New conversations to be acknowledged unless a person answers first.
CREATE TABLE acknowledgement (
    conversation_id uuid        PRIMARY KEY,
    due_at          timestamptz NOT NULL
);
CREATE INDEX acknowledgement_due ON acknowledgement (due_at);

-- Accepted events that wait for Kafka.
CREATE TABLE intake_spill (
    seq     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key     text  NOT NULL,
    headers text  NOT NULL,
    data    bytea NOT NULL
);
