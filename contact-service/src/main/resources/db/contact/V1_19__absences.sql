-- When operators are away; without an end until somebody says so.
CREATE TABLE absence (
    id         uuid        PRIMARY KEY,
    operator   text        NOT NULL,
    from_at    timestamptz NOT NULL,
    until_at   timestamptz,
    because    text,
    entered_by text        NOT NULL,
    CHECK (until_at > from_at)
);
CREATE INDEX absence_operator ON absence (operator, from_at);

-- Whose working hours are not those of the office.
CREATE TABLE operator_calendar (
    operator text PRIMARY KEY,
    calendar text NOT NULL
);

-- Since when a conversation has its owner; nothing where that was before there were absences.
ALTER TABLE conversation ADD COLUMN owner_since timestamptz;
CREATE INDEX conversation_owner ON conversation (owner, owner_since) WHERE status = 'open' AND owner IS NOT NULL;
