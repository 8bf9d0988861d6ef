#!/usr/bin/env bash
# Installs what is missing, and only that: `install.sh build` for building and serving,
# `install.sh test` for the tests as well.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# at_least WANTED FOUND
at_least() {
    [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

# version TOOL…: the version a tool says it has, or nothing when it is missing.
version() {
    command -v "$1" >/dev/null && "$@" 2>/dev/null | grep -oE '[0-9]+\.[0-9]+(\.[0-9]+)?' | head -n 1 || true
}

require_by_hand() {
    command -v cc >/dev/null || fail "A C compiler (cc) is missing: SQLite is compiled with it. On Debian: apt-get install build-essential"
    at_least "$RUST_AT_LEAST" "$(version rustc --version)" ||
        fail "Rust $RUST_AT_LEAST or later is missing; with rustup: rustup toolchain install $RUST_AT_LEAST && rustup default $RUST_AT_LEAST"
    at_least "$NODE_AT_LEAST" "$(version node --version)" || fail "Node $NODE_AT_LEAST or later is missing."
}

install_rust_parts() {
    [ -d "$(rustc --print target-libdir --target wasm32-unknown-unknown)" ] || {
        say "Rust: adding the wasm32-unknown-unknown target (under a minute)"
        rustup target add wasm32-unknown-unknown
    }
    cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 || {
        say "Rust: adding rustfmt and clippy (under a minute)"
        rustup component add rustfmt clippy
    }
}

install_wasm_bindgen() {
    [ "$(version wasm-bindgen --version)" = "$WASM_BINDGEN" ] &&
        [ "$(version wasm-bindgen-test-runner --version)" = "$WASM_BINDGEN" ] && return
    say "wasm-bindgen-cli $WASM_BINDGEN: compiling (about 4 minutes on two cores, once)"
    # Without --locked: the lock file it was published with names withdrawn versions.
    compile_quickly cargo install wasm-bindgen-cli --version "$WASM_BINDGEN" --force
}

install_cargo_leptos() {
    [ "$(version cargo-leptos --version)" = "$CARGO_LEPTOS" ] && return
    say "cargo-leptos $CARGO_LEPTOS: compiling (about 12 minutes on two cores, once)"
    compile_quickly cargo install cargo-leptos --version "$CARGO_LEPTOS" --locked --features no_downloads --force
}

# These tools run for seconds; optimising them fully would take longer than they ever save.
compile_quickly() {
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_TARGET_DIR="$ROOT/target/tools" "$@"
    rm -rf "$ROOT/target/tools"
}

install_node_packages() {
    cmp -s end2end/package-lock.json end2end/node_modules/.of-this-lock && return
    say "end2end: installing wasm-opt and the browser test packages from npm (under a minute)"
    (cd end2end && npm ci --no-audit --no-fund --loglevel=error && cp package-lock.json node_modules/.of-this-lock)
}

has_chromium() {
    if [ -n "${CHROME_PATH:-}" ]; then
        [ -x "$CHROME_PATH" ] || fail "CHROME_PATH is $CHROME_PATH, which is not a program."
    else
        command -v chromium >/dev/null
    fi
}

has_postgres() {
    command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

has_chinese_font() {
    compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null ||
        { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn)" ]; }
}

install_system_packages() {
    local missing=()
    has_chromium || missing+=(chromium)
    has_chinese_font || missing+=(fonts-noto-cjk)
    has_postgres || missing+=(postgresql)
    [ ${#missing[@]} -eq 0 ] && return

    local apt=(apt-get install -y --no-install-recommends "${missing[@]}") as_root=()
    command -v apt-get >/dev/null || fail "The tests need ${missing[*]}, and there is no apt-get here. Install them by hand; CHROME_PATH names the browser."
    if [[ " ${missing[*]} " == *" chromium "* ]] && grep -q '^ID=ubuntu' /etc/os-release; then
        fail "Ubuntu's chromium is a snap, which the tests cannot drive. Install Chrome or Chromium and set CHROME_PATH to it."
    fi
    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo)
        command -v sudo >/dev/null && sudo -v || fail "The tests need ${missing[*]}. As root, run: apt-get update && ${apt[*]}"
    fi
    say "apt: installing ${missing[*]} (about 2 minutes)"
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "${apt[@]}"
}

require_by_hand
case ${1:-} in
build) ;;
test) install_system_packages ;;
*) fail "install.sh build|test" ;;
esac
install_node_packages
install_rust_parts
install_wasm_bindgen
install_cargo_leptos
