-- When a conversation became a complaint, as its facts tell; null for those told before this version.
ALTER TABLE matter ADD COLUMN complained_at timestamptz;
CREATE INDEX matter_complained ON matter (complained_at) WHERE complaint;

-- What was done for a customer, by day (UTC): contacts by channel, calls with their seconds, deadlines met and breached by
-- kind, answers to surveys with the sum of their scores.
CREATE TABLE service_day (
    customer uuid           NOT NULL,
    day      date           NOT NULL,
    measure  text           NOT NULL CHECK (measure IN ('received', 'sent', 'call', 'met', 'breached', 'answer')),
    detail   text           NOT NULL,
    times    bigint         NOT NULL,
    amount   numeric(24, 4) NOT NULL,
    PRIMARY KEY (customer, day, measure, detail)
) WITH (fillfactor = 90);
CREATE INDEX service_day_day ON service_day (day);

-- Visits by customer, day (UTC), page and source. A page is kept without query and fragment.
CREATE TABLE visit_day (
    customer uuid        NOT NULL,
    day      date        NOT NULL,
    page     text        NOT NULL,
    source   text        NOT NULL,
    visits   bigint      NOT NULL,
    goals    bigint      NOT NULL,
    first_at timestamptz NOT NULL,
    PRIMARY KEY (customer, day, page, source)
) WITH (fillfactor = 90);
CREATE INDEX visit_day_day ON visit_day (day);
