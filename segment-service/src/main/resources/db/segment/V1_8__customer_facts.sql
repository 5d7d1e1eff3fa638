-- What rules of segments look at besides purchases and scores. Told whole, so the newest fact of a customer holds.
CREATE TABLE customer_profile (
    customer uuid        PRIMARY KEY,
    language text,
    town     text,
    company  text,
    told_at  timestamptz NOT NULL
);

-- Contacts that came in, and complaints that were opened, by customer and day (UTC).
CREATE TABLE contact_day (
    customer       uuid NOT NULL,
    day            date NOT NULL,
    contacts       int  NOT NULL,
    complaints     int  NOT NULL,
    last_contact   timestamptz,
    last_complaint timestamptz,
    PRIMARY KEY (customer, day)
) WITH (fillfactor = 90);
