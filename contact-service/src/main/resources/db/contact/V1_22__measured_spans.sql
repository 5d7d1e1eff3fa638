-- Who did what clocks look at; of an answer also how many letters and digits it has, where that is known.
ALTER TABLE happening
    ADD COLUMN operator text,
    ADD COLUMN letters  int;
ALTER TABLE clock_log
    ADD COLUMN segment  text,
    ADD COLUMN operator text;
ALTER TABLE sla_clock ADD COLUMN operator text;
UPDATE happening h SET operator = e.operator FROM conversation c, timeline_entry e
WHERE c.id = h.conversation_id AND h.kind IN ('ANSWER', 'WAITING', 'RESOLVED', 'REOPENED')
    AND e.address_id = c.address_id AND e.id = h.id AND e.operator IS NOT NULL;
UPDATE sla_clock k SET operator = h.operator FROM happening h
WHERE h.conversation_id = k.conversation_id AND h.at = k.stopped_at AND h.operator IS NOT NULL
    AND h.kind = CASE k.kind WHEN 'resolution' THEN 'RESOLVED' WHEN 'step' THEN 'STEP_DONE' ELSE 'ANSWER' END;

-- One row for each clock that ended, as the clock is now; without an end and times where its deadline passed and what it
-- waits for has not happened. Nothing of a person but the operator.
CREATE TABLE measured_span (
    clock_id        uuid        PRIMARY KEY,
    conversation_id uuid        NOT NULL,
    clock           text        NOT NULL,
    channel         text        NOT NULL,
    kind            text        NOT NULL,
    segment         text,
    policy          text        NOT NULL,
    policy_version  bigint      NOT NULL,
    operator        text,
    started_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    met             boolean     NOT NULL,
    actual_us       bigint,
    working_us      bigint
);
CREATE INDEX measured_span_started ON measured_span (started_at);
INSERT INTO measured_span
SELECT k.id, k.conversation_id, k.kind, c.channel, c.kind, k.segment, k.policy, k.policy_version, k.operator,
    k.started_at, k.stopped_at, k.state = 'met', extract(epoch FROM k.stopped_at - k.started_at) * 1000000,
    CASE WHEN k.stopped_at IS NOT NULL THEN k.used_us END
FROM sla_clock k JOIN conversation c ON c.id = k.conversation_id
WHERE k.state = 'breached' OR k.state = 'met';

-- What the honesty report looks at, by when it happened.
CREATE INDEX happening_looked_at ON happening (at, id) WHERE kind IN ('WAITING', 'RESOLVED', 'PROMISED');
CREATE INDEX happening_brief ON happening (at, id) WHERE letters < 10;
