-- One thing we send. cause is the digest of the event that led to it, so an event leads to one notification of a kind.
CREATE TABLE notification (
    id               uuid PRIMARY KEY,
    cause            uuid NOT NULL,
    kind             text NOT NULL,
    causation        text NOT NULL,
    customer         uuid NOT NULL,
    conversation     text,
    trace            text,
    category         text NOT NULL,
    channel          text NOT NULL,
    to_type          text NOT NULL,
    to_value         text NOT NULL,
    to_name          text,
    thread           text,
    in_reply_to      text,
    subject          text,
    text             text NOT NULL,
    because          text NOT NULL,
    state            text NOT NULL
        CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'failed', 'suppressed')),
    reason           text,
    detail           text,
    gateway_id       text,
    attempts         int         NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL DEFAULT now(),
    first_attempt_at timestamptz,
    next_attempt_at  timestamptz NOT NULL DEFAULT now(),
    in_flight_until  timestamptz,
    sent_at          timestamptz,
    UNIQUE (cause, kind)
);
CREATE INDEX notification_due ON notification (channel, next_attempt_at)
    WHERE state IN ('queued', 'sending') AND in_flight_until IS NULL;
CREATE INDEX notification_in_flight ON notification (in_flight_until) WHERE state = 'sending';
CREATE INDEX notification_by_customer ON notification (customer, id DESC);
CREATE INDEX notification_by_state ON notification (state, id DESC);

-- One attempt to deliver it. An attempt without an end was cut short by a crash.
CREATE TABLE delivery (
    notification uuid        NOT NULL,
    number       int         NOT NULL,
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    outcome      text,
    reason       text,
    detail       text,
    gateway_id   text,
    PRIMARY KEY (notification, number)
);
