-- Dead letters that were sent again; the letters themselves stay where they are until their topic forgets them.
CREATE TABLE dead_letter_redriven (
    topic     text        NOT NULL,
    partition int         NOT NULL,
    place     bigint      NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    operator  text        NOT NULL,
    PRIMARY KEY (topic, partition, place)
);
