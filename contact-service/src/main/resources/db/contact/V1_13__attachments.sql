-- The bytes of files that came with contacts, each once however often it came.
CREATE TABLE attachment_content (
    digest    bytea       PRIMARY KEY,
    bytes     bytea       NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now()
);
-- Most files are packed already.
ALTER TABLE attachment_content ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Files by the timeline entry they belong to. A row stays when its bytes are taken away, so that the same letter, read
-- again, does not bring them back.
CREATE TABLE attachment (
    id         uuid   PRIMARY KEY,
    entry_id   uuid   NOT NULL,
    digest     bytea  REFERENCES attachment_content,
    sender     text,
    name       text,
    media_type text   NOT NULL,
    size       bigint NOT NULL
);
CREATE INDEX attachment_entry ON attachment (entry_id);
CREATE INDEX attachment_digest ON attachment (digest);
CREATE INDEX attachment_sender ON attachment (sender) WHERE sender IS NOT NULL;

-- Who wrote what could not be taken, and what became of trying again.
ALTER TABLE mail_refused ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE;
ALTER TABLE mail_refused ADD COLUMN sender text;
ALTER TABLE mail_refused ADD COLUMN subject text;
ALTER TABLE mail_refused ADD COLUMN asked_by text;
ALTER TABLE mail_refused ADD COLUMN asked_at timestamptz;
ALTER TABLE mail_refused ADD COLUMN taken_at timestamptz;
CREATE INDEX mail_refused_asked ON mail_refused (account, uid_validity) WHERE asked_at IS NOT NULL;
CREATE INDEX mail_refused_sender ON mail_refused (sender) WHERE sender IS NOT NULL;
