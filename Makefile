# Afterword's commands; `make` alone lists them.
# Every path is relative, so that the name of the folder may contain spaces.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

# The Python that creates .venv, and more arguments for pytest: make check ARGS="-k feed"
PYTHON ?= python3
ARGS ?=

# Tests of one layer. Those of the others build or check whole sites, and only `make test` runs them.
UNIT := $(foreach layer,checks comparison editor merging prose records render report review source timeline views,$(wildcard tests/$(layer)))

# Measuring coverage doubles the time of the tests, so only `make coverage` does it.
COVERAGE :=

BIN := .venv/bin
RUN := $(BIN)/python -m
PIP_INSTALL := $(RUN) pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt

# An editable install contains the path of the tree: a moved or copied tree gets new stamps and a new install.
PLACE := $(shell pwd | cksum | cut -d ' ' -f 1)
RUNTIME := .venv/runtime-$(PLACE).stamp
TESTING := .venv/testing-$(PLACE).stamp

.PHONY: help site serve demo translations generate screenshots format check test coverage fuzz lint clean

help: ## List these commands
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1	\2/p' Makefile | expand -t 18

site: $(RUNTIME) ## Check the records and build the site into site/
	@$(BIN)/afterword build
	@echo "Look at it: make serve"

serve: $(RUNTIME) ## Serve the site on 127.0.0.1 and rebuild it as files change
	@$(BIN)/afterword serve

demo: $(RUNTIME) ## Build the sample site of examples/demo
	@cd examples/demo && ../../$(BIN)/afterword build --now "2026-11-23 12:00"
	@echo "Look at it: $(BIN)/python -m http.server --directory examples/demo/site"

translations: $(RUNTIME) ## Update the translations from the words of the code, and compile them
	@mkdir -p .cache
	@$(BIN)/pybabel -q extract -F pyproject.toml --no-location --sort-output --omit-header -o .cache/afterword.pot .
	@$(BIN)/pybabel -q update -i .cache/afterword.pot -D afterword -d tool/afterword/locale --no-fuzzy-matching --ignore-pot-creation-date --ignore-obsolete --width 100
	@$(BIN)/pybabel -q compile -D afterword -d tool/afterword/locale

generate: $(RUNTIME) ## Update files derived from the code: JSON Schemas, reference pages of the handbook
	@$(RUN) afterword.records.generate
	@$(BIN)/python tool/reference.py

screenshots: $(TESTING) ## Update the pictures of the README
	@sh tests/get_chromium.sh > .venv/chromium
	@AFTERWORD_CHROMIUM="$$(cat .venv/chromium)" $(BIN)/python tool/screenshots.py

format: $(TESTING) ## Format the code
	@$(RUN) ruff check --fix-only --quiet .
	@$(RUN) ruff format .

check: lint ## Lint, types, layers and the unit tests: about a minute on two cores, no browser
	$(RUN) pytest -n auto --maxprocesses 8 -m "not browser and not slow" --hypothesis-profile quick $(if $(strip $(ARGS)),$(ARGS),$(UNIT))

test: $(TESTING) ## Everything: lint, types, layers, all tests, in a browser too
	@sh tests/get_chromium.sh > .venv/chromium
	@sh tests/get_node.sh > .venv/node
	@sh tests/get_neovim.sh > .venv/nvim
	@sh tests/get_programs.sh
	@$(MAKE) --no-print-directory lint
	AFTERWORD_CHROMIUM="$$(cat .venv/chromium)" AFTERWORD_NODE="$$(cat .venv/node)" AFTERWORD_NVIM="$$(cat .venv/nvim)" $(RUN) pytest -n auto --maxprocesses 8 $(COVERAGE) $(ARGS)

coverage: COVERAGE := --cov --cov-report=term
coverage: test ## The same, and whether the tests run nearly all of the code; takes twice as long

fuzz: $(TESTING) ## Try random input, damaged caches and kills for ten minutes: make fuzz ARGS="--seed 7 --minutes 2"
	@$(RUN) tests.fuzz --minutes 10 $(ARGS)

lint: $(TESTING)
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(BIN)/python $(BIN)/lint-imports --no-logo
	$(BIN)/zizmor --offline --quiet --strict-collection .github action.yml comment/action.yml publish/action.yml .pre-commit-hooks.yaml

clean: ## Remove everything that was built or installed here
	@rm -rf .venv site examples/demo/site .cache/afterword examples/demo/.cache dist .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || { \
	    echo "Afterword needs Python 3.11 or newer, and \"$(PYTHON)\" is: $$($(PYTHON) --version 2>&1 | head -n 1)." >&2; \
	    echo "Name another one, for example: make $(firstword $(MAKECMDGOALS)) PYTHON=python3.12" >&2; \
	    exit 1; }
	@$(RUN) pip --version > /dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "Installing Afterword into .venv (once; about half a minute)"
	@$(PIP_INSTALL) --editable .
	@touch $@

$(TESTING): $(RUNTIME)
	@echo "Installing what the tests need into .venv (once; about half a minute)"
	@$(PIP_INSTALL) --editable '.[test]'
	@touch $@
