-- Templates by what they are for: path is name/category/channel/language. The texts that ship are not rows: they are
-- version 0, and count where nothing is published (docs/adr/0045).
CREATE TABLE template (
    path      text   PRIMARY KEY,
    latest    int    NOT NULL,
    published int,
    highest   int    NOT NULL,
    edits     bigint NOT NULL
);

-- Versions are added, never changed.
CREATE TABLE template_version (
    path       text        NOT NULL REFERENCES template,
    version    int         NOT NULL,
    subject    text        NOT NULL,
    text       text        NOT NULL,
    written_at timestamptz NOT NULL,
    operator   text        NOT NULL,
    PRIMARY KEY (path, version)
);

-- Which version was in use from when; none after a withdrawal. Rows are added, never changed.
CREATE TABLE template_use (
    path     text        NOT NULL REFERENCES template,
    edit     bigint      NOT NULL,
    version  int,
    since    timestamptz NOT NULL,
    operator text        NOT NULL,
    PRIMARY KEY (path, edit)
);

-- Grows with every publication, so that each instance sees with one look whether it must read again.
CREATE TABLE template_revision (
    revision bigint NOT NULL
);
INSERT INTO template_revision VALUES (0);

-- The version a notification was rendered from; of those before, it is not known.
ALTER TABLE notification ADD COLUMN template text;
