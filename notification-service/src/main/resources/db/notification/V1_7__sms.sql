-- Short messages of so many parts: which of them an SMSC took, and under how many ids. The row is held while receipts
-- are counted.
CREATE TABLE sms_message (
    notification uuid PRIMARY KEY,
    parts        int         NOT NULL,
    taken        int[]       NOT NULL,
    ids          int         NOT NULL,
    at           timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sms_message_age ON sms_message (at);

-- One part by the SMSC's id of it. Without a notification it is a receipt that came before we knew whose.
CREATE TABLE sms_part (
    gateway_id   text PRIMARY KEY,
    notification uuid,
    status       text,
    detail       text,
    at           timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sms_part_of ON sms_part (notification) WHERE notification IS NOT NULL;
CREATE INDEX sms_part_age ON sms_part (at);

-- Messages to us, until all their parts are there, and a minute longer to know them again.
CREATE TABLE sms_incoming (
    id        uuid PRIMARY KEY,
    sender    text        NOT NULL,
    recipient text        NOT NULL,
    coding    int         NOT NULL,
    parts     bytea[]     NOT NULL,
    begun_at  timestamptz NOT NULL DEFAULT now(),
    told_at   timestamptz
);
CREATE INDEX sms_incoming_of ON sms_incoming (sender);

-- Signs what we give an HTTP gateway to call us with.
CREATE TABLE sms_receipt_key (
    id     int PRIMARY KEY,
    secret bytea NOT NULL
);

-- Customers who said STOP there, until they say START (spec 50); unlike a suppression no other message lifts it.
CREATE TABLE stopped (
    channel text        NOT NULL,
    type    text        NOT NULL,
    value   text        NOT NULL,
    since   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (channel, type, value)
);
CREATE INDEX stopped_address ON stopped (type, value);
