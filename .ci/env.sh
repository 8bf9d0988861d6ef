# Where we are and what we build with; every script here reads this first.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

ROOT=$PWD
REPORTS=$ROOT/target/reports
RUST_AT_LEAST=1.95
NODE_AT_LEAST=20
# 0.3.11 needs a newer Rust than ours.
CARGO_LEPTOS=0.3.10
# The tool and the crate speak a private format: they must be of one version.
WASM_BINDGEN=$(awk '$0 == "name = \"wasm-bindgen\"" { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock)

export PATH="$ROOT/end2end/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

say() {
    printf '\n── %s\n' "$*"
}

fail() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

# free_port: a port of 127.0.0.1 on which nothing listens now.
free_port() {
    node -e 'const s = require("net").createServer(); s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'
}
