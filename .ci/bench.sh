#!/usr/bin/env bash
# Measurements on the release build. FULL=1 adds those over 100,000 rows.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

.ci/install.sh test
cmp -s end2end/bench/package-lock.json end2end/bench/node_modules/.of-this-lock || {
    say "end2end/bench: installing Lighthouse from npm (under a minute)"
    (cd end2end/bench && npm ci --no-audit --no-fund --loglevel=error && cp package-lock.json node_modules/.of-this-lock)
}
say "Building for release (about 15 minutes the first time on two cores)"
.ci/site.sh release
cargo build --release --locked -p server
cargo build --release --locked -p rules --examples

say "Measuring"
cd end2end
LINLI=$ROOT/target/release/linli playwright test --config bench.config.ts
