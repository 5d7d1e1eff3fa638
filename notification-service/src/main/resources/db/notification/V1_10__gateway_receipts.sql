-- What channels told of messages of ours by their own ids, until it is known which notifications those are.
CREATE TABLE gateway_receipt (
    channel text        NOT NULL,
    message text        NOT NULL,
    step    text        NOT NULL,
    reason  text,
    detail  text,
    at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (channel, message, step)
);

CREATE INDEX notification_by_message ON notification (channel, gateway_id)
    WHERE channel IN ('whatsapp', 'viber') AND gateway_id IS NOT NULL;
