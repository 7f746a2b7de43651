# Everything starts from python3 (3.11 or newer, with venv) and make; each target sets up what it needs.
BIN := .venv/bin
LAKE ?= .demo/lake

.PHONY: setup demo test check bench bench-peers docs lock clean

setup: .venv/.done

.venv/.done: requirements.lock bootstrap.lock pyproject.toml
	@test -x $(BIN)/python || python3 -m venv .venv
	@$(BIN)/uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet --require-hashes -r bootstrap.lock
	@$(BIN)/uv pip sync --quiet --require-hashes --compile-bytecode --python $(BIN)/python requirements.lock \
	  || $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python --editable . \
	  || $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

demo: setup
	@$(BIN)/microcap demo --lake $(LAKE)

check: setup
	@$(BIN)/ruff check src tests benchmarks
	@$(BIN)/ruff format --check src tests benchmarks
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -m "not real" -n 2

test: check
	@$(BIN)/python -m pytest -m real

bench: setup
	@$(BIN)/python benchmarks/run.py $(JOB)

bench-peers: setup
	@$(BIN)/python benchmarks/peers.py

docs: setup
	@$(BIN)/python -m microcap.faces.reference docs/reference
	@$(BIN)/python -m microcap.faces.tour README.md docs/tour.md

lock:
	@printf 'uv\n' | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header -o bootstrap.lock -
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --group dev -o requirements.lock pyproject.toml

clean:
	@rm -rf .venv .demo build
