# The commands that README and CI use. Everything they make lies in .venv, .tools and sample-site.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
# More workers than cores: many tests wait for servers, kills and browsers. A file's tests share what they set up.
SHARED_OUT := -n 3 --dist loadfile --no-loadscope-reorder

.PHONY: run test test-sqlite test-postgresql check bench docs screenshots clean help

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

run: .venv/.run-ready  ## Set everything up and start the site with the sample newsroom
	@$(BIN)/copydesk run --sample --site sample-site

test: .venv/.test-ready .tools/.ready  ## Run all tests: unit, doc examples, end to end, browser, both databases
	@$(MAKE) --no-print-directory test-sqlite
	@$(MAKE) --no-print-directory test-postgresql

test-sqlite: .venv/.test-ready .tools/.ready
	$(PYTEST) $(SHARED_OUT) -q

test-postgresql: .venv/.test-ready .tools/.ready
	$(BIN)/python tests/on_postgresql.py $(PYTEST) $(SHARED_OUT) -q -m database

check: .venv/.test-ready  ## Lint, types, import map, docstrings, generated docs
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	COPYDESK_SITE_FOLDER=.cache/check $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/interrogate -q src/copydesk
	$(BIN)/python docs/generate.py --check

bench: .venv/.test-ready  ## Speed against peers as ratios, accuracy against pinned floors
	$(BIN)/python -m bench

docs: .venv/.test-ready  ## Write the generated pages of docs/reference anew
	$(BIN)/python docs/generate.py

.venv/.run-ready: requirements/run.txt pyproject.toml
	@bash scripts/setup.sh run $(PYTHON)

.venv/.test-ready: requirements/dev.txt requirements/run.txt pyproject.toml
	@bash scripts/setup.sh test $(PYTHON)

.tools/.ready: scripts/tools.sh scripts/wordpress.sh .venv/.test-ready
	@bash scripts/tools.sh

clean:  ## Remove what the commands made, the sample site included
	rm -rf .venv .tools .cache sample-site
