-- Merges. A merged customer stays as a redirect to its master; what a merge moved is written down, so that it can be undone.
ALTER TABLE customer ADD COLUMN merged_into uuid;
CREATE INDEX customer_merged_into ON customer (merged_into) WHERE merged_into IS NOT NULL;

-- operator is null where the hub merged by itself; fields: by name of the field, the master's value before and after.
CREATE TABLE merge (
    id        uuid        PRIMARY KEY,
    master    uuid        NOT NULL,
    other     uuid        NOT NULL,
    at        timestamptz NOT NULL,
    operator  text,
    because   text        NOT NULL,
    fields    jsonb       NOT NULL,
    undone_at timestamptz,
    undone_by text,
    stayed    jsonb
);
CREATE INDEX merge_master ON merge (master);
CREATE INDEX merge_other ON merge (other);

CREATE TABLE merge_address (
    merge_id   uuid NOT NULL,
    address_id uuid NOT NULL,
    PRIMARY KEY (merge_id, address_id)
);

-- Two customers who may be one, for an operator to decide; one < two.
CREATE TABLE merge_candidate (
    id        uuid        PRIMARY KEY,
    one       uuid        NOT NULL,
    two       uuid        NOT NULL,
    because   text        NOT NULL,
    found_at  timestamptz NOT NULL,
    status    text        NOT NULL CHECK (status IN ('open', 'merged', 'dismissed')),
    closed_at timestamptz,
    closed_by text,
    UNIQUE (one, two),
    CHECK (one < two)
);
CREATE INDEX merge_candidate_open ON merge_candidate (id) WHERE status = 'open';
CREATE INDEX merge_candidate_two ON merge_candidate (two);
