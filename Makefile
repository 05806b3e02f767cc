# Needs only make and Python 3.11 or newer. Everything is kept inside this folder: the tools in .venv,
# the sample database in data. Try `make demo`; `make` alone lists the rest.

VENV := .venv
BIN := $(VENV)/bin
# PYTHON=/path/to/python may name another one; otherwise the first that is new enough.
PYTHON ?=
# Test processes at once.
JOBS ?= 2
# 1 makes `make test` fail where Chromium or PostgreSQL is missing, instead of leaving tests out.
REQUIRE_ALL ?=

# Every package comes from a lock with hashes. A package cache would lie outside this folder.
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install -qq --no-cache-dir --require-hashes
# The project itself: nothing is fetched, the build tool is part of the lock.
INSTALL_PROJECT := $(PIP) install -qq --no-cache-dir --no-index --no-deps --no-build-isolation --editable .

.DELETE_ON_ERROR:
.PHONY: help demo test bench lint format lock clean

help:
	@echo 'make demo     the app with sample data on http://localhost:8501 (PORT=9000 make demo moves it)'
	@echo 'make test     every check that this machine can run (REQUIRE_ALL=1: all of them, or fail)'
	@echo 'make bench    the benchmark tables'
	@echo 'make lint     the checks that run no code: ruff, mypy, import contracts'
	@echo 'make format   lay the code out'
	@echo 'make lock     bring requirements*.txt up to pyproject.toml (UPGRADE=1: to the newest releases too)'
	@echo 'make clean    remove .venv and what the tools left; data stays'

demo: $(VENV)/ready
	@exec $(BIN)/campaign demo --serve

test: $(VENV)/ready-dev
	@REQUIRE_ALL='$(REQUIRE_ALL)' JOBS='$(JOBS)' sh scripts/check.sh $(BIN)

bench: $(VENV)/ready-dev
	@$(BIN)/python -m bench

lint: $(VENV)/ready-dev
	@sh scripts/lint.sh $(BIN)

format: $(VENV)/ready-dev
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

lock: $(VENV)/ready-dev
	@sh scripts/lock.sh $(BIN) $(if $(UPGRADE),--upgrade)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results

$(VENV)/made:
	@PYTHON='$(PYTHON)' sh scripts/make_venv.sh $(VENV)
	@touch $@

$(VENV)/ready: requirements.txt pyproject.toml | $(VENV)/made
	@echo 'Installing the locked packages (a few minutes the first time) ...' >&2
	@$(INSTALL) -r requirements.txt
	@$(INSTALL_PROJECT)
	@touch $@

$(VENV)/ready-dev: requirements-dev.txt pyproject.toml | $(VENV)/made
	@echo 'Installing the locked packages and the development tools (a few minutes the first time) ...' >&2
	@$(INSTALL) -r requirements-dev.txt
	@$(INSTALL_PROJECT)
	@touch $@
