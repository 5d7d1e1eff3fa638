-- How many steps of its policy's ladder were taken for a clock since its deadline passed, and when to look at the next;
-- why something could not be done with a clock, and when that is tried again.
ALTER TABLE sla_clock
    ADD COLUMN climbed   int NOT NULL DEFAULT 0,
    ADD COLUMN ladder_at timestamptz,
    ADD COLUMN fault     text,
    ADD COLUMN retry_at  timestamptz;
CREATE INDEX sla_clock_ladder ON sla_clock (ladder_at) WHERE ladder_at IS NOT NULL;
CREATE INDEX sla_clock_fault ON sla_clock (retry_at, id) WHERE fault IS NOT NULL;

-- What operators are to do; whose customer it is follows from the address.
CREATE TABLE agenda_item (
    id              uuid        PRIMARY KEY,
    kind            text        NOT NULL CHECK (kind IN ('call', 'look')),
    what            text        NOT NULL,
    address_id      uuid        NOT NULL,
    conversation_id uuid,
    due_at          timestamptz NOT NULL,
    role            text,
    owner           text,
    because         text,
    done_at         timestamptz,
    done_by         text
);
CREATE INDEX agenda_item_open ON agenda_item (due_at, id) WHERE done_at IS NULL;
CREATE INDEX agenda_item_done ON agenda_item (due_at, id) WHERE done_at IS NOT NULL;
