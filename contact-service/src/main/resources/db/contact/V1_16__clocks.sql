-- Policies in all their versions. A revision is a moment of the whole list: a version counts from its revision on.
CREATE TABLE sla_policy_revision (
    revision bigint NOT NULL
);
INSERT INTO sla_policy_revision VALUES (0);
CREATE TABLE sla_policy_version (
    name       text        NOT NULL,
    version    bigint      NOT NULL,
    revision   bigint      NOT NULL,
    deleted    boolean     NOT NULL,
    position   int         NOT NULL,
    form       text        NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text        NOT NULL,
    PRIMARY KEY (name, version)
);

-- Open conversations that an edit applies to, taken on from one id to the next.
CREATE TABLE sla_policy_rollout (
    revision  bigint      PRIMARY KEY,
    edited_at timestamptz NOT NULL,
    last      uuid        NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000'
);

-- What happened in conversations that clocks look at; no text of anybody.
CREATE TABLE happening (
    conversation_id uuid        NOT NULL,
    at              timestamptz NOT NULL,
    kind            text        NOT NULL,
    id              uuid        NOT NULL,
    value           text,
    until           timestamptz,
    because         text,
    PRIMARY KEY (conversation_id, at, id, kind)
);

-- course: how far the clocks have come, so that going on costs the same however long the history is.
ALTER TABLE conversation
    ADD COLUMN priority text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
    ADD COLUMN waiting boolean NOT NULL DEFAULT false,
    ADD COLUMN waiting_until timestamptz,
    ADD COLUMN customer_fields text,
    ADD COLUMN course text;

-- The segments a customer has been of, since a contact may arrive later than the change that followed it.
CREATE TABLE segment_change (
    customer_id uuid        NOT NULL,
    at          timestamptz NOT NULL,
    id          uuid        NOT NULL,
    segment     text,
    PRIMARY KEY (customer_id, at, id)
);
INSERT INTO segment_change (customer_id, at, id, segment)
SELECT id, created_at, id, segment FROM customer WHERE segment IS NOT NULL;

-- next_at: when anything is to happen to the clock by the passing of time alone; its partial index is what fires.
ALTER TABLE sla_clock
    DROP CONSTRAINT sla_clock_state_check,
    ADD CONSTRAINT sla_clock_state_check CHECK (state IN ('running', 'paused', 'met', 'breached', 'cancelled')),
    ALTER COLUMN calendar DROP NOT NULL,
    ALTER COLUMN because DROP NOT NULL,
    ADD COLUMN number         int    NOT NULL DEFAULT 0,
    ADD COLUMN stopped_at     timestamptz,
    ADD COLUMN since          timestamptz,
    ADD COLUMN used_us        bigint NOT NULL DEFAULT 0,
    ADD COLUMN policy_version bigint NOT NULL DEFAULT 0,
    ADD COLUMN waits          boolean NOT NULL DEFAULT false,
    ADD COLUMN segment        text,
    ADD COLUMN next_at        timestamptz;
UPDATE sla_clock SET since = started_at, next_at = due_at WHERE state = 'running';
UPDATE sla_clock SET stopped_at = ended_at WHERE state = 'met';
DROP INDEX sla_clock_due;
CREATE INDEX sla_clock_next ON sla_clock (next_at) WHERE next_at IS NOT NULL;

-- Everything that became of a clock, in the order it was written; never changed.
CREATE TABLE clock_log (
    clock_id       uuid        NOT NULL,
    seq            bigint      GENERATED ALWAYS AS IDENTITY,
    act            text        NOT NULL,
    at             timestamptz NOT NULL,
    recorded_at    timestamptz NOT NULL DEFAULT now(),
    because        text,
    policy         text        NOT NULL,
    policy_version bigint      NOT NULL,
    calendar       text,
    target_minutes bigint      NOT NULL,
    waits          boolean     NOT NULL,
    started_at     timestamptz NOT NULL,
    due_before     timestamptz,
    due_after      timestamptz NOT NULL,
    PRIMARY KEY (clock_id, seq)
);

-- What is known of conversations there were before.
INSERT INTO happening (conversation_id, at, kind, id)
SELECT id, opened_at, 'CONTACT', id FROM conversation
UNION ALL SELECT id, first_answered_at, 'ANSWER', id FROM conversation WHERE first_answered_at IS NOT NULL
UNION ALL SELECT id, last_answered_at, 'ANSWER', id FROM conversation WHERE last_answered_at > first_answered_at
UNION ALL SELECT id, resolved_at, 'RESOLVED', id FROM conversation WHERE resolved_at IS NOT NULL;
INSERT INTO happening (conversation_id, at, kind, id, value, until, because)
SELECT conversation_id, started_at, 'PROMISED', id, 'acknowledgement', due_at, because FROM sla_clock
WHERE kind = 'promise';
INSERT INTO clock_log (clock_id, act, at, because, policy, policy_version, calendar, target_minutes, waits, started_at,
    due_after)
SELECT id, 'start', started_at, because, policy, 0, calendar, target_minutes, false, started_at, due_at FROM sla_clock;
INSERT INTO clock_log (clock_id, act, at, policy, policy_version, calendar, target_minutes, waits, started_at,
    due_before, due_after)
SELECT id, CASE state WHEN 'met' THEN 'meet' WHEN 'breached' THEN 'breach' ELSE 'cancel' END, ended_at, policy, 0,
    calendar, target_minutes, false, started_at, due_at, due_at
FROM sla_clock WHERE ended_at IS NOT NULL;
