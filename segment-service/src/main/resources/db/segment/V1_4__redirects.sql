-- Customers who turned out to be others; target is null again once a merge was undone. Purchases stay under the id they
-- were told with, and are summed up together with those of all who are the same by now.
CREATE TABLE redirect (
    customer uuid   PRIMARY KEY,
    target   uuid,
    version  bigint NOT NULL
);
CREATE INDEX redirect_target ON redirect (target) WHERE target IS NOT NULL;

-- The address a purchase came over, as a digest: what came while two customers were one goes back with its address.
ALTER TABLE purchase ADD COLUMN address uuid;
ALTER TABLE purchase_day ADD COLUMN address uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
ALTER TABLE purchase_day DROP CONSTRAINT purchase_day_pkey;
ALTER TABLE purchase_day ADD PRIMARY KEY (customer, day, currency, address);

-- Addresses that an undone merge gave back: purchases over them are this customer's, whoever they were told of.
CREATE TABLE address_home (
    address  uuid PRIMARY KEY,
    customer uuid NOT NULL
);

-- The segments of customers who are part of another now, kept for the day that is undone.
CREATE TABLE resting_membership (
    customer uuid NOT NULL,
    family   text NOT NULL,
    segment  text NOT NULL,
    change   uuid NOT NULL,
    PRIMARY KEY (customer, family)
);

-- Whoever is in no segment of a family any more has left the last one for none.
ALTER TABLE segment_change ALTER COLUMN segment DROP NOT NULL;
