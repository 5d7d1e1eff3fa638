-- Erased customers keep their id and their numbers (docs/adr/0021).
ALTER TABLE customer ADD COLUMN erased_at timestamptz;
CREATE INDEX customer_erased ON customer (id) WHERE erased_at IS NOT NULL;
