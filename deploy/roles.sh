#!/bin/sh
# Makes the two roles of the application when the database is made; neither is a superuser.
#   oia_owner  owns the database: migrates, erases, restores
#   oia_app    reads and writes rows: web, worker and beat
set -eu

psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
     --set=owner_password="$OWNER_PASSWORD" --set=app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE oia_owner LOGIN NOSUPERUSER CREATEDB NOCREATEROLE PASSWORD :'owner_password';
CREATE ROLE oia_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
ALTER DATABASE oia OWNER TO oia_owner;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gist;
GRANT USAGE ON SCHEMA public TO oia_app;
ALTER DEFAULT PRIVILEGES FOR ROLE oia_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO oia_app;
ALTER DEFAULT PRIVILEGES FOR ROLE oia_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO oia_app;
SQL
