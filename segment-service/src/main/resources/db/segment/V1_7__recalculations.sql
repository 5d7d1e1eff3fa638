-- Scoring everybody anew, as a job in chunks of customers in the order of their ids; whoever holds the row does the next.
-- passed: the last customer done; rule_version: the rule it scores by, null until the first chunk.
CREATE TABLE recalculation (
    id           uuid        PRIMARY KEY,
    state        text        NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'cancelled')),
    because      text        NOT NULL,
    asked_at     timestamptz NOT NULL,
    asked_by     text        NOT NULL,
    started_at   timestamptz,
    ended_at     timestamptz,
    rule_version text,
    customers    bigint,
    done         bigint      NOT NULL DEFAULT 0,
    changed      bigint      NOT NULL DEFAULT 0,
    passed       uuid
);
CREATE UNIQUE INDEX recalculation_one ON recalculation ((true)) WHERE state IN ('waiting', 'running');

-- Scores made before the period counted are made anew by the first instance that starts.
INSERT INTO recalculation (id, state, because, asked_at, asked_by)
SELECT '01890000-0000-7000-8000-000000000001', 'waiting', 'the rule scoring-2 counts a year', now(), 'hub'
WHERE EXISTS (SELECT 1 FROM score);

-- After how many days customers buy again, as measured last; category * for all purchases together.
CREATE TABLE second_purchase (
    category    text PRIMARY KEY,
    customers   bigint           NOT NULL,
    bought_again bigint          NOT NULL,
    median_days double precision,
    most_days   double precision,
    measured_at timestamptz      NOT NULL
);

-- Customers whose second purchase came near, each once: told, or not because a complaint was open.
CREATE TABLE purchase_due (
    customer      uuid        PRIMARY KEY,
    last_purchase timestamptz NOT NULL,
    decided_at    timestamptz NOT NULL,
    outcome       text        NOT NULL CHECK (outcome IN ('told', 'complaint'))
);
