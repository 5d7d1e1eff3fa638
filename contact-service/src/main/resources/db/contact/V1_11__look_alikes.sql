-- Customers whose card is new or has changed, and who are to be compared with others; a row for every change.
CREATE TABLE to_compare (
    id          uuid PRIMARY KEY,
    customer_id uuid NOT NULL
);
INSERT INTO to_compare SELECT id, id FROM customer WHERE last_name IS NOT NULL OR first_name IS NOT NULL;

-- Whoever holds its row compares; so of two newcomers who look alike one always sees the other.
CREATE TABLE compare_turn (id int PRIMARY KEY CHECK (id = 1));
INSERT INTO compare_turn VALUES (1);

-- By digests of what people who look alike have in common: who is worth comparing with whom.
CREATE TABLE likeness_key (
    key         bigint NOT NULL,
    customer_id uuid   NOT NULL,
    PRIMARY KEY (key, customer_id)
);
CREATE INDEX likeness_key_customer ON likeness_key (customer_id);

-- How much the two look alike; none where their addresses conflict.
ALTER TABLE merge_candidate ADD COLUMN score int;
