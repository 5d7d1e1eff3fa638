-- Resolved matters that are not confirmed yet: when their customers are asked, and when silence confirms.
CREATE TABLE confirmation (
    conversation_id uuid        PRIMARY KEY,
    ask_at          timestamptz,
    confirm_at      timestamptz NOT NULL
);
CREATE INDEX confirmation_ask ON confirmation (ask_at) WHERE ask_at IS NOT NULL;
CREATE INDEX confirmation_due ON confirmation (confirm_at);

-- machine: nobody but machines wrote in it so far.
ALTER TABLE conversation
    ADD COLUMN asked_at     timestamptz,
    ADD COLUMN confirmed_at timestamptz,
    ADD COLUMN machine      boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT conversation_status_check,
    ADD CONSTRAINT conversation_status_check CHECK (status IN ('open', 'resolved', 'confirmed'));
INSERT INTO confirmation (conversation_id, confirm_at)
SELECT id, resolved_at + interval '7 days' FROM conversation WHERE status = 'resolved';

-- The key that signs the links customers are given: one for all instances, and the same after every restart.
CREATE TABLE link_key (
    id     int   PRIMARY KEY CHECK (id = 1),
    secret bytea NOT NULL
);
