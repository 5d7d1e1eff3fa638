-- Mailboxes that are read: by which instance, and how far in the mailbox's own numbering.
CREATE TABLE mail_account (
    account      text        PRIMARY KEY,
    owner        uuid        NOT NULL,
    leased_until timestamptz NOT NULL,
    uid_validity bigint,
    next_uid     bigint
);

-- Letters that could not be taken; they stay in the mailbox.
CREATE TABLE mail_refused (
    account      text        NOT NULL,
    uid_validity bigint      NOT NULL,
    uid          bigint      NOT NULL,
    reason       text        NOT NULL,
    refused_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account, uid_validity, uid)
);

-- Threads by digests of Message-IDs, and of sender and subject.
CREATE TABLE mail_thread (
    key             uuid        PRIMARY KEY,
    thread          text        NOT NULL,
    conversation_id uuid,
    by_subject      boolean     NOT NULL,
    seen_at         timestamptz NOT NULL DEFAULT now()
);
