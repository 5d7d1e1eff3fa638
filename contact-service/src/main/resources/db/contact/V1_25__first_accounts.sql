-- One row once the first accounts are made, so that of several instances on an empty database one makes them.
CREATE TABLE first_accounts (
    id int PRIMARY KEY
);
