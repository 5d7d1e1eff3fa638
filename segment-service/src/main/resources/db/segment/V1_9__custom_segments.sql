-- Segments by rules of one's own (docs/adr/0040). A version is never changed, a new one is added.
CREATE TABLE custom_segment_version (
    name        text        NOT NULL,
    version     bigint      NOT NULL,
    expression  text        NOT NULL,
    description text,
    position    int,
    deleted     boolean     NOT NULL,
    changed_at  timestamptz NOT NULL,
    changed_by  text        NOT NULL,
    PRIMARY KEY (name, version)
);

-- Whoever judges customers holds this row shared, whoever edits rules alone: nobody is judged by a rule that is gone.
CREATE TABLE custom_segment_revision (revision bigint NOT NULL);
INSERT INTO custom_segment_revision VALUES (0);

-- When the passing of time alone may next move a customer.
CREATE TABLE custom_segment_check (
    customer uuid        PRIMARY KEY,
    at       timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX custom_segment_check_at ON custom_segment_check (at);

-- Everybody is judged anew after an edit, in chunks in the order of ids; passed: the last customer done.
CREATE TABLE custom_segment_pass (
    id        uuid        PRIMARY KEY,
    state     text        NOT NULL CHECK (state IN ('running', 'done')),
    because   text        NOT NULL,
    begun_at  timestamptz NOT NULL,
    ended_at  timestamptz,
    customers bigint      NOT NULL,
    done      bigint      NOT NULL DEFAULT 0,
    passed    uuid
);
CREATE UNIQUE INDEX custom_segment_pass_one ON custom_segment_pass ((true)) WHERE state = 'running';

-- What names segments elsewhere, as told by whoever does; the greatest version of one holds.
CREATE TABLE segment_use (
    used_by  text   PRIMARY KEY,
    segments text[] NOT NULL,
    version  bigint NOT NULL
);
