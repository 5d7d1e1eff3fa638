-- Every move of a customer within a family of segments, with the reason and the numbers that decided.
CREATE TABLE segment_change (
    id           uuid        PRIMARY KEY,
    customer     uuid        NOT NULL,
    family       text        NOT NULL,
    segment      text        NOT NULL,
    previous     text,
    at           timestamptz NOT NULL,
    rule_version text        NOT NULL,
    because      text        NOT NULL,
    numbers      jsonb       NOT NULL,
    caused_by    text
);
CREATE INDEX segment_change_of_customer ON segment_change (customer, id DESC);

-- Where a customer is now: one segment a family, and the change that brought it there.
CREATE TABLE membership (
    customer uuid NOT NULL,
    family   text NOT NULL,
    segment  text NOT NULL,
    change   uuid NOT NULL,
    PRIMARY KEY (customer, family)
) WITH (fillfactor = 90);
