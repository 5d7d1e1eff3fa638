-- When each field of a profile was said by the event whose value it has; a value without came from an operator.
ALTER TABLE customer ADD COLUMN told jsonb NOT NULL DEFAULT '{}';
-- When the preferences were last changed: of several customers who are one, those changed last hold.
ALTER TABLE customer ADD COLUMN preferences_at timestamptz;
