-- Rules: a version is never changed, a new one is added; the one with the greatest number holds.
CREATE TABLE scoring_rule (
    number  int  PRIMARY KEY,
    version text NOT NULL UNIQUE,
    because text NOT NULL
);

-- The four bounds between the scores 1 to 5; a value on a bound goes up. Money by currency, * for any other.
CREATE TABLE scoring_bound (
    rule     text      NOT NULL REFERENCES scoring_rule (version),
    measure  text      NOT NULL CHECK (measure IN ('recency_days', 'frequency', 'monetary')),
    currency text      NOT NULL DEFAULT '*',
    bounds   numeric[] NOT NULL CHECK (cardinality(bounds) = 4),
    PRIMARY KEY (rule, measure, currency)
);

-- The activity matrix: a cell begins at these days since the last purchase and this number of purchase days.
CREATE TABLE activity_cell (
    rule           text NOT NULL REFERENCES scoring_rule (version),
    recency_from   int  NOT NULL,
    purchases_from int  NOT NULL,
    activity_group text NOT NULL,
    PRIMARY KEY (rule, recency_from, purchases_from)
);

INSERT INTO scoring_rule VALUES (1, 'scoring-1', 'Thresholds shipped with the hub, for a shop whose customers buy every month or two');
INSERT INTO scoring_bound (rule, measure, currency, bounds) VALUES
    ('scoring-1', 'recency_days', '*', '{30, 90, 180, 365}'),
    ('scoring-1', 'frequency', '*', '{2, 3, 5, 10}'),
    ('scoring-1', 'monetary', '*', '{20, 50, 120, 300}'),
    ('scoring-1', 'monetary', 'RUB', '{1500, 5000, 12000, 30000}');
INSERT INTO activity_cell VALUES
    ('scoring-1', 0, 1, 'newcomer'), ('scoring-1', 0, 2, 'growing'), ('scoring-1', 0, 5, 'vip'),
    ('scoring-1', 60, 1, 'one_time'), ('scoring-1', 60, 2, 'growing'), ('scoring-1', 60, 5, 'vip'),
    ('scoring-1', 180, 1, 'lost'), ('scoring-1', 180, 2, 'lost'), ('scoring-1', 180, 5, 'lost');

-- The present scores of a customer with the numbers and the rule that made them.
-- due_at: when they change by the passing of time alone; null when they never do.
CREATE TABLE score (
    customer       uuid           PRIMARY KEY,
    as_of          timestamptz    NOT NULL,
    first_purchase timestamptz    NOT NULL,
    last_purchase  timestamptz    NOT NULL,
    recency_days   bigint         NOT NULL,
    frequency      bigint         NOT NULL,
    purchase_days  bigint         NOT NULL,
    monetary       numeric(19, 4) NOT NULL,
    currency       text           NOT NULL,
    r              smallint       NOT NULL,
    f              smallint       NOT NULL,
    m              smallint       NOT NULL,
    activity_group text           NOT NULL,
    rule_version   text           NOT NULL,
    due_at         timestamptz
) WITH (fillfactor = 80);
CREATE INDEX score_due ON score (due_at) WHERE due_at IS NOT NULL;
