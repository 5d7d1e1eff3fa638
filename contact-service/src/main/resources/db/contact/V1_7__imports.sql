-- Files of events that were handed over whole; bytes_read is how far each has been taken, always at the end of a line.
CREATE TABLE import (
    id          uuid        PRIMARY KEY,
    state       text        NOT NULL CHECK (state IN ('receiving', 'running', 'finished', 'cancelled', 'broken')),
    posted_by   text        NOT NULL,
    source      text        NOT NULL,
    type        text        NOT NULL,
    format      text        NOT NULL CHECK (format IN ('ndjson', 'csv')),
    header      text,
    trace       text,
    bytes       bigint      NOT NULL DEFAULT 0,
    bytes_read  bigint      NOT NULL DEFAULT 0,
    mid_line    boolean     NOT NULL DEFAULT false,
    lines_read  bigint      NOT NULL DEFAULT 0,
    accepted    bigint      NOT NULL DEFAULT 0,
    refused     bigint      NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    started_at  timestamptz,
    finished_at timestamptz,
    -- whether pieces and repetitions are still there
    kept        boolean     NOT NULL DEFAULT true
);
CREATE INDEX import_running ON import (changed_at) WHERE state = 'running';
CREATE INDEX import_receiving ON import (changed_at) WHERE state = 'receiving';
CREATE INDEX import_ended ON import (id) WHERE kept AND state IN ('finished', 'cancelled', 'broken');

-- The file, in pieces of one size, until it has been taken.
CREATE TABLE import_piece (
    import_id uuid  NOT NULL,
    number    int   NOT NULL,
    data      bytea NOT NULL,
    PRIMARY KEY (import_id, number)
);

-- How often each line without an id of its own was met so far, by its digest.
CREATE TABLE import_repetition (
    import_id uuid   NOT NULL,
    line      bigint NOT NULL,
    times     int    NOT NULL,
    PRIMARY KEY (import_id, line)
);

-- Lines that were refused, the first ones of each import.
CREATE TABLE import_error (
    import_id uuid   NOT NULL,
    line      bigint NOT NULL,
    field     text   NOT NULL,
    reason    text   NOT NULL,
    PRIMARY KEY (import_id, line)
);
