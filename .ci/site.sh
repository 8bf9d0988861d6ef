#!/usr/bin/env bash
# The browser's half, as it is shipped: optimised wasm, bundled style, names with their hash, each
# file also compressed. `site.sh PROFILE…` names the server builds that will serve it.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

cargo leptos build --release --frontend-only --precompress

# cargo-leptos tells the names only to its own release server; every other build reads a copy.
for profile in "$@"; do
    [ "$profile" = release ] || install -D target/release/hash.txt "target/$profile/hash.txt"
done
