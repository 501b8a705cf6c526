#!/usr/bin/env bash
# Runs a command with TEST_DATABASE_URL set: a PostgreSQL of its own in a temporary folder, gone when the command ends.
# Where TEST_DATABASE_URL is set already, that server is used. usage: with-postgres.sh COMMAND [ARGUMENT...]
set -euo pipefail

if [ -n "${TEST_DATABASE_URL:-}" ]; then exec "$@"; fi

find_server() {
  local initdb
  initdb=$(command -v initdb || true)
  if [ -n "$initdb" ]; then dirname "$(readlink -f "$initdb")"; return; fi
  for bin in $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/pgsql-*/bin 2>/dev/null | sort -rV); do
    if [ -x "$bin/initdb" ]; then echo "$bin"; return; fi
  done
}
bin=$(find_server)
if [ -z "$bin" ]; then
  echo 'with-postgres: no PostgreSQL found. Install the package "postgresql", or set TEST_DATABASE_URL to a server.' >&2
  exit 1
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/capaian-postgres.XXXXXX")
# initdb refuses root: as root, everything of the server is done as an unprivileged user.
as=()
if [ "$(id -u)" = 0 ]; then
  user=postgres
  id "$user" >/dev/null 2>&1 || user=nobody
  chown "$user" "$folder"
  as=(setpriv "--reuid=$(id -u "$user")" "--regid=$(id -g "$user")" --clear-groups)
fi

stop() {
  (cd / && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1) || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd_and() { (cd / && HOME="$folder" "${as[@]}" "$@"); }
cd_and "$bin/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C --no-sync >"$folder.log" 2>&1 || { cat "$folder.log" >&2; exit 1; }
rm -f "$folder.log"

# The free port is found by trying: between looking and taking it, another process may have come first.
for attempt in 1 2 3 4 5; do
  port=$((20000 + (RANDOM % 20000)))
  options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200"
  if cd_and "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -o "$options" start >/dev/null 2>&1; then break; fi
  if [ "$attempt" = 5 ]; then cat "$folder/server.log" >&2; exit 1; fi
done

# How a test that has this server for itself lets it crash and come back.
TEST_POSTGRES_CRASH=$(printf '%q ' "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -m immediate -w restart)
export TEST_POSTGRES_CRASH
TEST_DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres" "$@"
