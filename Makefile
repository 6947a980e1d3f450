# One configuration for everything: the debug build that `demo` makes is the one that `test` and `check` use.
SWIFT_FLAGS := --explicit-target-dependency-import-check error
export SWIFT_FLAGS

.DEFAULT_GOAL := help
.PHONY: help demo test check format reference release bench clean

help: ## Show this list.
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Watch a simulated Sense site in your browser (DEMO_SECONDS=30 ends by itself).
	@scripts/demo

test: ## Install what the tests need and run all of them.
	@scripts/test

check: ## Formatting, scripts, links, arrows and a build without warnings.
	@scripts/check

format: ## Format the sources in place.
	@swift format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Benchmarks/PollSoak Benchmarks/Soak Benchmarks/EventCosts Benchmarks/Coverage Examples

reference: ## Write the documents that are made from the code.
	@scripts/reference

release: ## Build optimised programs that need no Swift installation.
	@scripts/release

bench: ## Measure monitor and collector (long; needs a quiet machine; results go to the terminal).
	@scripts/bench

clean: ## Remove what was built.
	rm -rf .build .build-release Benchmarks/.build
