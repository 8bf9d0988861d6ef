#!/usr/bin/env bash
# Builds Linli as it is shipped and serves a sample community; LISTEN and DATA say where.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

LISTEN=${LISTEN:-127.0.0.1:3000}
DATA=${DATA:-data/sample}

.ci/install.sh build
say "Building for release (about 15 minutes the first time on two cores, then under 2)"
.ci/site.sh release
cargo build --release --locked -p server

say "Serving a sample community on http://$LISTEN, with its data in $DATA; Ctrl-C stops it"
mkdir -p "$DATA"
exec target/release/linli serve --listen "$LISTEN" --base-url "http://$LISTEN" \
    --data-dir "$DATA" --database-url "sqlite://$DATA/linli.db" --demo
