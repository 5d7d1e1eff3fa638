-- The key that signs the ids of chat visitors: one for all instances, and the same after every restart.
CREATE TABLE chat_key (
    id     int   PRIMARY KEY CHECK (id = 1),
    secret bytea NOT NULL
);

-- What visitors of the chat widget are to be shown, in the order of its ids; the text is in its timeline entry only.
CREATE TABLE chat_reply (
    visitor      uuid        NOT NULL,
    id           uuid        NOT NULL,
    address_id   uuid        NOT NULL,
    written_at   timestamptz NOT NULL,
    type         text        NOT NULL,
    delivered_at timestamptz,
    PRIMARY KEY (visitor, id)
);
