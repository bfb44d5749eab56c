#!/bin/sh
# Run once by the image, on an empty data folder: the owner migrates, the application owns nothing.
set -eu
psql --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres \
  --set=owner="$OWNER_PASSWORD" --set=application="$APPLICATION_PASSWORD" <<'SQL'
CREATE ROLE libro_firma_owner LOGIN CREATEROLE PASSWORD :'owner';
CREATE ROLE libro_firma LOGIN PASSWORD :'application';
GRANT libro_firma TO libro_firma_owner WITH ADMIN OPTION;
CREATE DATABASE libro_firma OWNER libro_firma_owner;
CREATE DATABASE libro_firma_queue OWNER libro_firma;
REVOKE CONNECT ON DATABASE libro_firma, libro_firma_queue FROM PUBLIC;
GRANT CONNECT ON DATABASE libro_firma, libro_firma_queue TO libro_firma_owner, libro_firma;
SQL
