#!/bin/bash
# One database per service, owned by a user of the same name who can connect to nothing else.
set -eu

sql() {
  psql -v ON_ERROR_STOP=1 --quiet --username "$POSTGRES_USER" --dbname "$1"
}

echo "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC;" | sql postgres
for service in contact segment notification; do
  password="PASSWORD_OF_$service"
  sql postgres <<END
CREATE ROLE $service LOGIN PASSWORD '${!password}';
CREATE DATABASE $service OWNER $service;
REVOKE CONNECT ON DATABASE $service FROM PUBLIC;
END
  echo "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;" | sql "$service"
done
