-- The key that signs links by which customers unsubscribe: one for all instances, and the same after every restart.
CREATE TABLE unsubscribe_key (
    id     int   PRIMARY KEY CHECK (id = 1),
    secret bytea NOT NULL
);
