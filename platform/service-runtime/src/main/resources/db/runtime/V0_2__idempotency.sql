-- Requests sent with an Idempotency-Key and what they were answered, kept for a day (docs/adr/0018).
CREATE TABLE idempotency_key (
    id      uuid        PRIMARY KEY,             -- digest of the client and its key
    request uuid        NOT NULL,                -- digest of method, path and body, and of the two above
    answer  bytea,                               -- sealed with the key itself; none while the request runs
    at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idempotency_key_age ON idempotency_key (at);
