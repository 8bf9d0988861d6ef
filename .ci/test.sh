#!/usr/bin/env bash
# Runs the parts named, or all of them, and ends with a summary made from the runners' own reports.
# A part that fails or cannot run counts as failed, and the others still run.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

export CARGO_TERM_COLOR=never LINLI_REPORTS=$REPORTS

# All native code is selected at once: with other selections Cargo would unify other features and
# compile the dependencies again.
NATIVE=(-p rules -p store -p app -p server --features app/ssr)
WASM=(--target wasm32-unknown-unknown)

part_format() {
    cargo fmt -- --check -l --color never || fail "These files differ from what cargo fmt writes."
}

part_lints() {
    cargo clippy --locked "${NATIVE[@]}" --all-targets -- -D warnings
}

part_lints-wasm() {
    cargo clippy --locked -p client -p follow -p desk -p sheet -p counter -p office "${WASM[@]}" -- -D warnings
    cargo clippy --locked -p rules "${WASM[@]}" --all-targets -- -D warnings
}

part_types() {
    (cd end2end && tsc)
}

# Rules, stories on both engines, the router and the tidy tests; the server's own program is built
# on the way, and the journeys use that one.
part_native() {
    cargo test --locked --no-fail-fast "${NATIVE[@]}" --lib --bins --tests
}

part_docs() {
    cargo test --locked --no-fail-fast "${NATIVE[@]}" --doc
}

# Every test of the rules is a table in a file of its own; the runner says nothing of a program without tests.
part_rules-wasm() {
    WASM_BINDGEN_TEST_ONLY_NODE=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
        cargo test --locked --no-fail-fast -p rules "${WASM[@]}" --test '*'
}

part_site() {
    .ci/site.sh debug
}

part_journeys() {
    [ -x target/debug/linli ] && [ -f target/debug/hash.txt ] || fail "There is no server or no site to visit."
    (cd end2end && playwright test)
}

ALL=(format lints lints-wasm types native docs rules-wasm site journeys)

# run_part NAME COMMAND…: the output goes to the screen and to a report, the outcome to parts.tsv.
run_part() {
    local name=$1 started=$SECONDS code
    shift
    say "$name"
    set +e
    (set -e; "$@") 2>&1 | tee "$REPORTS/$name.log"
    code=${PIPESTATUS[0]}
    set -e
    record "$name" "$code" $((SECONDS - started))
}

# record NAME EXIT_CODE SECONDS
record() {
    printf '%s\t%s\t%s\n' "$@" >>"$REPORTS/parts.tsv"
    awk -v name="$1" -v code="$2" -v seconds="$3" \
        'BEGIN { printf "── %s: %s, %.1f min\n", name, code == 0 ? "done" : "FAILED", seconds / 60 }'
}

# start_server NAME COMMAND: in this shell, since what it exports is for the parts to come.
start_server() {
    local started=$SECONDS code=0
    "$2" || code=$?
    [ "$code" -eq 0 ] || record "$1" "$code" $((SECONDS - started))
}

parts=("$@")
[ $# -gt 0 ] || parts=("${ALL[@]}")
for part in "${parts[@]}"; do
    declare -F "part_$part" >/dev/null || fail "There is no part $part; the parts are: ${ALL[*]}"
done

rm -rf "$REPORTS"
mkdir -p "$REPORTS"
case " ${parts[*]} " in
*" native "* | *" journeys "*) .ci/install.sh test ;;
*) .ci/install.sh build ;;
esac

if [[ " ${parts[*]} " == *" native "* ]]; then
    source .ci/servers.sh
    start_server postgresql start_postgres
    start_server smtp start_smtp
fi

for part in "${parts[@]}"; do
    run_part "$part" "part_$part"
done

say "summary"
whole=()
[ $# -gt 0 ] || whole=(--whole)
node .ci/summary.mjs "$REPORTS" "${whole[@]}"
