-- Facts in. Everything that is scored can be computed again from these rows.

-- Customers this service has heard of, with purchases or without.
CREATE TABLE customer (id uuid PRIMARY KEY);

-- What was bought, as told; event is the digest of the event's source and id.
CREATE TABLE purchase (
    event       uuid           PRIMARY KEY,
    customer    uuid           NOT NULL,
    occurred_at timestamptz    NOT NULL,
    amount      numeric(19, 4) NOT NULL,
    currency    text           NOT NULL,
    margin      numeric(19, 4),
    category    text,
    order_no    text           NOT NULL
);

-- The same by customer and day (UTC): all that scoring reads, whatever its period, a few rows a customer.
CREATE TABLE purchase_day (
    customer  uuid           NOT NULL,
    day       date           NOT NULL,
    currency  text           NOT NULL,
    purchases int            NOT NULL,
    revenue   numeric(19, 4) NOT NULL,
    margin    numeric(19, 4) NOT NULL,
    first_at  timestamptz    NOT NULL,
    last_at   timestamptz    NOT NULL,
    PRIMARY KEY (customer, day, currency)
) WITH (fillfactor = 90);
