#!/bin/sh
# Brings Temporal's two databases to the schema of this version. Safe to repeat: what is there already is skipped.
# Host, login and password come from SQL_* in the environment.
set -eu

for store in temporal:temporal temporal_visibility:visibility; do
  database=${store%:*}
  temporal-sql-tool --db "$database" create
  temporal-sql-tool --db "$database" setup-schema -v 0.0
  temporal-sql-tool --db "$database" update-schema -d "/etc/temporal/schema/postgresql/v12/${store#*:}/versioned"
done
