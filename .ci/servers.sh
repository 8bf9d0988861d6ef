# The servers that the tests talk to: a PostgreSQL of their own and an SMTP server. Both are stopped
# by their process id when the script that sourced this ends.
# shellcheck shell=bash

SERVERS=$(mktemp -d)
chmod 755 "$SERVERS"
postgres_pid=
smtp_pid=

stop_servers() {
    [ -z "$postgres_pid" ] || kill -INT "$postgres_pid" 2>/dev/null || true
    [ -z "$smtp_pid" ] || kill "$smtp_pid" 2>/dev/null || true
    while [ -n "$postgres_pid" ] && kill -0 "$postgres_pid" 2>/dev/null; do sleep 0.1; done
    rm -rf "$SERVERS"
}
trap stop_servers EXIT
trap 'exit 130' INT TERM

# PostgreSQL refuses to run as root.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# Nothing here outlives the run, so nothing waits for the disk.
start_postgres() {
    local programs port data=$SERVERS/postgres
    programs=$(dirname "$(command -v initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)")
    port=$(free_port)
    mkdir "$data"
    [ "$(id -u)" -ne 0 ] || chown postgres: "$data"
    as_postgres "$programs/initdb" -D "$data" -U linli -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$SERVERS/postgres.log" 2>&1 &&
        as_postgres "$programs/pg_ctl" start -w -t 30 -D "$data" -l "$data/log" -o "-c listen_addresses=127.0.0.1 -p $port \
            -k $data -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200" >>"$SERVERS/postgres.log" 2>&1 || {
        cat "$SERVERS/postgres.log" "$data/log" 2>/dev/null
        return 1
    }
    postgres_pid=$(head -n 1 "$data/postmaster.pid")
    export LINLI_TEST_POSTGRES=postgres://linli@127.0.0.1:$port/postgres
    echo "PostgreSQL at $LINLI_TEST_POSTGRES"
}

start_smtp() {
    local port
    port=$(free_port)
    export LINLI_TEST_MAIL_DIR=$SERVERS/mail
    mkdir "$LINLI_TEST_MAIL_DIR"
    node end2end/smtp.mjs "$port" "$LINLI_TEST_MAIL_DIR" >"$SERVERS/smtp.log" 2>&1 &
    smtp_pid=$!
    for _ in $(seq 100); do
        grep -q listening "$SERVERS/smtp.log" && break
        kill -0 "$smtp_pid" 2>/dev/null || break
        sleep 0.1
    done
    grep -q listening "$SERVERS/smtp.log" || {
        cat "$SERVERS/smtp.log"
        smtp_pid=
        return 1
    }
    export LINLI_TEST_SMTP=127.0.0.1:$port
    echo "SMTP at $LINLI_TEST_SMTP, messages in $LINLI_TEST_MAIL_DIR"
}
