-- When, where and how a customer wants to be reached, beside the order of channels.
ALTER TABLE preference
    ADD COLUMN zone text,
    ADD COLUMN quiet_hours text,
    ADD COLUMN phone text,
    ADD COLUMN messenger text,
    ADD COLUMN form_of_address text;

-- What we begin ourselves can be held, expire and be called off; day is the customer's own day it counts on.
ALTER TABLE notification
    DROP CONSTRAINT notification_state_check,
    ADD CONSTRAINT notification_state_check CHECK (state IN ('queued', 'held', 'sending', 'sent', 'delivered', 'read',
        'failed', 'expired', 'suppressed', 'cancelled')),
    ADD COLUMN critical boolean NOT NULL DEFAULT false,
    ADD COLUMN decided_by text,
    ADD COLUMN requested_by text,
    ADD COLUMN expires_at timestamptz,
    ADD COLUMN day date,
    ADD COLUMN sends_again uuid,
    ADD COLUMN earlier_attempts int NOT NULL DEFAULT 0,
    ALTER COLUMN channel DROP NOT NULL,
    ALTER COLUMN to_type DROP NOT NULL,
    ALTER COLUMN to_value DROP NOT NULL;
CREATE INDEX notification_held ON notification (next_attempt_at) WHERE state = 'held';
CREATE INDEX notification_expiring ON notification (expires_at)
    WHERE state IN ('queued', 'held', 'sending') AND expires_at IS NOT NULL;
CREATE INDEX notification_counted ON notification (customer, day) WHERE day IS NOT NULL;
-- To one address, what was asked for first is sent first.
CREATE INDEX notification_before ON notification (channel, to_value, id) WHERE state IN ('queued', 'sending');
-- A failed one is sent again at most once.
CREATE UNIQUE INDEX notification_sends_again ON notification (sends_again) WHERE sends_again IS NOT NULL;

ALTER TABLE delivery ADD COLUMN channel text, ADD COLUMN provider text;

-- How a provider of a channel fares: how often it failed in a row, until when it is left alone, how fast it is fed.
CREATE TABLE gateway (
    name         text PRIMARY KEY,
    failures     int              NOT NULL DEFAULT 0,
    paused_until timestamptz,
    because      text,
    tokens       double precision NOT NULL DEFAULT 0,
    refilled_at  timestamptz      NOT NULL DEFAULT now()
);

-- On which channel and at which hour (of UTC) customers wrote, how often; what was proposed to them and declined.
CREATE TABLE habit (
    customer  uuid     NOT NULL,
    channel   text     NOT NULL,
    messenger text     NOT NULL DEFAULT '',
    hour      smallint NOT NULL,
    contacts  int      NOT NULL,
    PRIMARY KEY (customer, channel, messenger, hour)
);
CREATE TABLE declined_proposal (
    customer    uuid        NOT NULL,
    wish        text        NOT NULL,
    value       text        NOT NULL,
    operator    text        NOT NULL,
    declined_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (customer, wish, value)
);
