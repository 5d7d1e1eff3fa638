-- What is known of a customer, learned from facts of contact- and segment-service.
CREATE TABLE customer (
    id       uuid PRIMARY KEY,
    language text,
    name     text
);

CREATE TABLE customer_address (
    customer uuid NOT NULL,
    type     text NOT NULL,
    value    text NOT NULL,
    name     text,
    PRIMARY KEY (customer, type, value)
);
CREATE INDEX customer_address_by_value ON customer_address (type, value);

CREATE TABLE customer_segment (
    customer uuid NOT NULL,
    segment  text NOT NULL,
    PRIMARY KEY (customer, segment)
);
