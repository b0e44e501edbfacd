# The house's own commands. Start with `make demo`; `make test` runs everything.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
VENV := .venv
PY := $(VENV)/bin/python
PYTHON ?= python3

.PHONY: demo setup setup-dev test test-fast check format lock messages assets bench clean help

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/.installed: requirements.lock
	@.ci/make-venv $(PYTHON) $(VENV) requirements.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@.ci/make-venv $(PYTHON) $(VENV) requirements-dev.lock
	@touch $@

# A second start must be quick, so the demonstration prepares only what is new.
CATALOGUES := $(wildcard */locale/vi/LC_MESSAGES/*.po lms/*/locale/vi/LC_MESSAGES/*.po)
$(VENV)/.prepared: $(VENV)/.installed $(CATALOGUES)
	@$(PY) manage.py prepare
	@touch $@

setup: $(VENV)/.installed ## Make the environment in .venv
	@$(PY) manage.py prepare

setup-dev: $(VENV)/.installed-dev
	@$(PY) manage.py prepare

demo: $(VENV)/.prepared ## Start the demonstration province (Ctrl-C ends it)
	@$(PY) manage.py demo

test: setup-dev ## Run everything: rules, database, browser; PostgreSQL too where it answers
	@.ci/test

test-fast: setup-dev ## Rules and database on SQLite only
	@$(PY) -m pytest -q -n 2 -m "not browser"

check: setup-dev ## Formatter, linter, import contracts, types, migrations, texts
	@$(PY) manage.py verify

format: setup-dev
	@$(VENV)/bin/ruff format . && $(VENV)/bin/ruff check --fix .

messages: setup-dev ## Merge new texts into the catalogues
	@$(PY) manage.py catalogues --update

lock: setup-dev ## Resolve the versions anew
	@$(VENV)/bin/uv pip compile -q --no-header --no-annotate pyproject.toml -o requirements.lock
	@$(VENV)/bin/uv pip compile -q --no-header --no-annotate pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock

bench: setup-dev ## Measure at a small scale; python -m tests.bench --full for a province
	@$(PY) -m tests.bench

clean: ## Remove the environment and everything the demonstration wrote
	rm -rf $(VENV) var
