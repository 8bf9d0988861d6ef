#!/usr/bin/env bash
# The browser's half, as it is shipped: optimised wasm, bundled style, names with their hash, each
# file also compressed. `site.sh PROFILE…` names the server builds that will serve it.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

hash_of() {
    sha256sum "$1" | cut -c1-22
}

# build_program NAME: cargo-leptos builds one program; each other is built beside it from the same
# crates, in the same way.
build_program() {
    local name=$1 made=target/program part hash
    rm -rf "$made"
    cargo build --locked --package "$name" --target wasm32-unknown-unknown --profile wasm-release --target-dir target/front
    wasm-bindgen --target web --no-typescript --out-dir "$made" --out-name "$name" \
        "target/front/wasm32-unknown-unknown/wasm-release/$name.wasm"
    wasm-opt -Oz --enable-bulk-memory --enable-nontrapping-float-to-int "$made/${name}_bg.wasm" -o "$made/$name.wasm"
    rm -f target/site/pkg/"$name".*
    sed -i "/^$name-/d" target/release/hash.txt
    for part in js wasm; do
        hash=$(hash_of "$made/$name.$part")
        install -m 644 "$made/$name.$part" "target/site/pkg/$name.$hash.$part"
        node .ci/compress.mjs "target/site/pkg/$name.$hash.$part"
        printf '%s-%s: %s\n' "$name" "$part" "$hash" >>target/release/hash.txt
    done
}

# build_style: the desk's own, beside the one of all pages.
build_style() {
    local made=target/desk.css hash
    node .ci/style.mjs style/main-desk.css "$made"
    hash=$(hash_of "$made")
    rm -f target/site/pkg/desk.*.css*
    sed -i "/^desk-css/d" target/release/hash.txt
    install -m 644 "$made" "target/site/pkg/desk.$hash.css"
    node .ci/compress.mjs "target/site/pkg/desk.$hash.css"
    printf 'desk-css: %s\n' "$hash" >>target/release/hash.txt
}

cargo leptos build --release --frontend-only --precompress
for name in follow desk sheet counter office; do
    build_program "$name"
done
build_style

# cargo-leptos tells the names only to its own release server; every other build reads a copy.
for profile in "$@"; do
    [ "$profile" = release ] || install -D target/release/hash.txt "target/$profile/hash.txt"
done
