# Each of these works as the only command on a fresh machine: what is missing is installed first.
# The steps themselves are short scripts in .ci/.

.PHONY: run test check bench dist

run: ## build for release and serve a sample community on http://127.0.0.1:3000
	@.ci/serve.sh

test: ## everything, ending with a summary; PARTS="format journeys" runs only those
	@.ci/test.sh $(PARTS)

check: ## format and lints only
	@.ci/test.sh format lints lints-wasm types

bench: ## measurements; FULL=1 adds those over 100,000 rows
	@FULL=$(FULL) .ci/bench.sh

dist: ## target/dist/linli: the server, its site and its licence, ready to copy to a machine
	@.ci/dist.sh
