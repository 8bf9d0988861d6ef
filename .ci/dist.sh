#!/usr/bin/env bash
# target/dist/linli: all that a machine needs to serve Linli, to be copied there as it is.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

.ci/install.sh build
say "Building for release (about 15 minutes the first time on two cores)"
.ci/site.sh release
cargo build --release --locked -p server

dist=target/dist/linli
rm -rf "$dist"
mkdir -p "$dist"
cp -R target/release/linli target/release/hash.txt target/site LICENSE README.md "$dist"
tar -C target/dist -czf target/dist/linli.tar.gz linli
say "$dist holds the server and its site; packed: target/dist/linli.tar.gz ($(du -h target/dist/linli.tar.gz | cut -f 1))"
