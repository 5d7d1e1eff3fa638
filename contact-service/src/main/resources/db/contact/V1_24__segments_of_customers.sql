-- Every segment a customer is in, one a family, by what segment-service tells; position: see the contract of the fact.
CREATE TABLE customer_segment (
    customer_id uuid NOT NULL,
    family      text NOT NULL,
    segment     text NOT NULL,
    position    int,
    PRIMARY KEY (customer_id, family)
) WITH (fillfactor = 90);
INSERT INTO customer_segment (customer_id, family, segment)
SELECT id, split_part(segment, '.', 1), segment FROM customer WHERE segment IS NOT NULL;

-- Up to which revision of the policies the segments they name have been told.
ALTER TABLE sla_policy_revision ADD COLUMN uses_told bigint NOT NULL DEFAULT 0;
