-- Customers who turned out to be others; target is null again once a merge was undone. What was told of a customer stays
-- under the id it was told with, and is read together with that of all who are the same by now.
CREATE TABLE redirect (
    customer uuid   PRIMARY KEY,
    target   uuid,
    version  bigint NOT NULL
);
CREATE INDEX redirect_target ON redirect (target) WHERE target IS NOT NULL;
