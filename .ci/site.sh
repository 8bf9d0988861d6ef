#!/usr/bin/env bash
# The browser's half, as it is shipped: optimised wasm, bundled style, names with their hash, each
# file also compressed. `site.sh PROFILE…` names the server builds that will serve it.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

cargo leptos build --release --frontend-only --precompress

# cargo-leptos builds one program; the staff's is built beside it from the same crates.
made=target/desk
rm -rf "$made"
cargo build --package desk --target wasm32-unknown-unknown --profile wasm-release --target-dir target/front
wasm-bindgen --target web --no-typescript --out-dir "$made" --out-name desk \
    target/front/wasm32-unknown-unknown/wasm-release/desk.wasm
wasm-opt -Oz --enable-bulk-memory --enable-nontrapping-float-to-int "$made/desk_bg.wasm" -o "$made/desk.wasm"

hash_of() {
    sha256sum "$1" | cut -c1-22
}

rm -f target/site/pkg/desk.*
sed -i /^desk-/d target/release/hash.txt
for part in js wasm; do
    hash=$(hash_of "$made/desk.$part")
    install -m 644 "$made/desk.$part" "target/site/pkg/desk.$hash.$part"
    node .ci/compress.mjs "target/site/pkg/desk.$hash.$part"
    printf 'desk-%s: %s\n' "$part" "$hash" >> target/release/hash.txt
done

# cargo-leptos tells the names only to its own release server; every other build reads a copy.
for profile in "$@"; do
    [ "$profile" = release ] || install -D target/release/hash.txt "target/$profile/hash.txt"
done
