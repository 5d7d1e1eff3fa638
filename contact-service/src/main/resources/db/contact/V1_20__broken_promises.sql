-- Broken promises whose customers are to be told so; due_at: when that is tried.
CREATE TABLE broken_promise (
    clock_id        uuid        PRIMARY KEY,
    conversation_id uuid        NOT NULL,
    due_at          timestamptz NOT NULL
);
CREATE INDEX broken_promise_due ON broken_promise (due_at);
