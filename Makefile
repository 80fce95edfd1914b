# Oathbound on one machine. `make help` says what there is.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PORT ?= 8000
PYTHON := .venv/bin/python
BIN := .venv/bin
# What serves in a journey is not counted, so that of a restore is enough: it runs the commands that no other test runs.
# test_restore.py is one of the long stories, so coverage runs them all.
UNCOUNTED := $(addprefix --ignore=,$(filter-out %/test_restore.py,$(wildcard tests/journeys/test_*.py)))
LEAST_BRANCHES := 95
# Hundreds of processes start here: what one of them compiled is kept for the others.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help toolchain run quick test long coverage packages check types rules bench bench-abuse format reset

help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

toolchain: ## Get uv and the locked dependencies
	@sh bin/toolchain.sh

run: toolchain ## Start everything on this machine, with a demonstration; PORT=9000 moves it
	@exec $(PYTHON) -m local.run --port "$(PORT)"

packages: toolchain
	@$(PYTHON) -m local.packages

quick: toolchain ## Check types, style, house rules and everything that needs no database: what you run all day
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -q -n 0 --quick

test: toolchain packages ## Run every test that `make check` does not run, those in a browser too
	@$(BIN)/pytest -q -n 3 --dist loadfile --no-loadscope-reorder --ignore=tests/house_rules

coverage: toolchain packages ## Say which lines and branches no test takes, in the tests' processes and those they start
	@WHOLE=1 $(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder $(UNCOUNTED) \
	  --cov --cov-report=term:skip-covered --cov-report=json:.local/coverage.json
	@$(PYTHON) -m tests.branches .local/coverage.json $(LEAST_BRANCHES)

long: toolchain packages ## Walks, races, kills, bombs, drafts, fuzz, both verifiers, mutations, mutants, abuse, falls, upgrade: hours; written to docs/recorded.json. LONG="walks kills", SEED=7
	@$(PYTHON) -m tests.recording $(if $(SEED),--seed $(SEED)) $(LONG)

check: toolchain ## Check style, types, import directions, migrations and house rules
	@$(MAKE) -s -j 2 types rules

# Two halves of a check, which run at once: mypy takes most of the time, on one core.
types:
	@$(BIN)/mypy

rules:
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/lint-imports
	@git ls-files -z 'templates/*.html' | xargs -0 -r $(BIN)/djade --check --target-version 6.1
	@$(PYTHON) manage.py makemigrations --check --dry-run
	@$(BIN)/pytest -q -n 0 tests/house_rules

bench: toolchain ## Measure how fast the system is, on databases of its own; BENCH="--sizes 200" for a small try
	@$(PYTHON) -m benchmarks $(BENCH)

bench-abuse: toolchain ## Measure honest people beside attackers, for half a minute each
	@$(PYTHON) -m benchmarks.abuse $(BENCH)

format: toolchain ## Put the code into its form
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format --quiet
	@git ls-files -z 'templates/*.html' | xargs -0 -r $(BIN)/djade --target-version 6.1

reset: toolchain ## Delete the data of `make run`; asks first, unless FORCE=1
	@exec $(PYTHON) -m local.reset $(if $(filter 1,$(FORCE)),--force)
