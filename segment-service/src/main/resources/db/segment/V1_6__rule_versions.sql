-- Rules of scoring are edited: each edit is a further version (docs/adr/0039).
-- quarters: how much of the past counts for F and M, in calendar quarters; null where all of it does.
-- quintiles: the bounds are measured by a recalculation, as a version of its own that names the rule it measures.
ALTER TABLE scoring_rule
    ADD COLUMN quarters int CHECK (quarters BETWEEN 1 AND 40),
    ADD COLUMN method   text        NOT NULL DEFAULT 'thresholds' CHECK (method IN ('thresholds', 'quintiles')),
    ADD COLUMN measures text        REFERENCES scoring_rule (version),
    ADD COLUMN bounded  boolean     NOT NULL DEFAULT true,
    ADD COLUMN made_at  timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN made_by  text        NOT NULL DEFAULT 'hub';

INSERT INTO scoring_rule (number, version, because, quarters) VALUES
    (2, 'scoring-2', 'Frequency and money are those of the last year, by quarters', 4);
INSERT INTO scoring_bound SELECT 'scoring-2', measure, currency, bounds FROM scoring_bound WHERE rule = 'scoring-1';
INSERT INTO activity_cell
SELECT 'scoring-2', recency_from, purchases_from, activity_group FROM activity_cell WHERE rule = 'scoring-1';

-- frequency and monetary are those of the period from now on; what was spent ever is the worth of a cell.
ALTER TABLE score ADD COLUMN lifetime numeric(19, 4);
UPDATE score SET lifetime = monetary;
ALTER TABLE score ALTER COLUMN lifetime SET NOT NULL;
CREATE INDEX score_one_day ON score (last_purchase) WHERE purchase_days = 1;

-- All that scoring reads stands in the key: a recalculation runs along it and never visits the table.
ALTER TABLE purchase_day DROP CONSTRAINT purchase_day_pkey;
ALTER TABLE purchase_day ADD PRIMARY KEY (customer, day, currency, address)
    INCLUDE (purchases, revenue, first_at, last_at);

-- Who a merged customer is now; who was never merged is not listed.
CREATE VIEW customer_root AS
WITH RECURSIVE up (customer, root) AS (
    SELECT customer, target FROM redirect WHERE target IS NOT NULL
    UNION SELECT up.customer, r.target FROM up JOIN redirect r ON r.customer = up.root WHERE r.target IS NOT NULL)
SELECT customer, root FROM up
WHERE NOT EXISTS (SELECT 1 FROM redirect r WHERE r.customer = up.root AND r.target IS NOT NULL);
