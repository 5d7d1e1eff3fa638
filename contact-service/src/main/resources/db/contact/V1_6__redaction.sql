-- Who took the text of a single entry away, when and why: {at, by, reason}.
ALTER TABLE timeline_entry ADD COLUMN redacted jsonb;
