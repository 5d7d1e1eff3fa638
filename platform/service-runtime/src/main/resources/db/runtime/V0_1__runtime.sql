-- What every service stands on. Ids are made by the services; SQL stays portable (docs/adr).

-- Events to be relayed, deleted once Kafka has them.
CREATE TABLE outbox (
    shard   int    NOT NULL,
    seq     bigint GENERATED ALWAYS AS IDENTITY,
    topic   text   NOT NULL,
    key     text   NOT NULL,
    headers text   NOT NULL,
    data    bytea  NOT NULL,
    PRIMARY KEY (shard, seq)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- One row a shard: whoever holds its lock relays it.
CREATE TABLE outbox_shard (shard int PRIMARY KEY);
INSERT INTO outbox_shard SELECT generate_series(0, 15);

-- Where each consumer stands in each partition; next only grows.
CREATE TABLE consumer_offset (
    consumer  text   NOT NULL,
    topic     text   NOT NULL,
    partition int    NOT NULL,
    next      bigint NOT NULL,
    PRIMARY KEY (consumer, topic, partition)
) WITH (fillfactor = 50);

-- Events that have taken effect, by the digest of consumer, source and id.
CREATE TABLE inbox (event uuid PRIMARY KEY);

-- Accounts and keys, hashes only.
CREATE TABLE credential (
    id       uuid    PRIMARY KEY,
    kind     text    NOT NULL CHECK (kind IN ('user', 'key')),
    name     text    NOT NULL,
    hash     text    NOT NULL,
    roles    text[]  NOT NULL,
    disabled boolean NOT NULL DEFAULT false,
    version  bigint  NOT NULL,
    UNIQUE (kind, name)
);
