-- The part of its time that a clock was last warned of, in percent, and when the next warning is due.
ALTER TABLE sla_clock
    ADD COLUMN warned  int NOT NULL DEFAULT 0,
    ADD COLUMN warn_at timestamptz;
CREATE INDEX sla_clock_warn ON sla_clock (warn_at) WHERE warn_at IS NOT NULL;
