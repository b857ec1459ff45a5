# Needs make and Python 3.11 or newer, nothing else. Everything is installed into .venv, from the
# lock files, once; a changed lock or pyproject.toml is picked up at the next call.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo -n)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.PHONY: plan pdf test lint test-slow campaign test-browser office chromium golden lab bench docs lock clean help

plan: $(VENV)/.project  ## every notebook of the base plan, into outputs/
	$(BIN)/artplan run base

pdf: $(VENV)/.dev $(VENV)/.project  ## the same, and the whole plan as one PDF
	$(BIN)/artplan run base --pdf

test: lint  ## linters, types, import rules, quick tests
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow" --ignore=tests/browser

lint: $(VENV)/.dev $(VENV)/.project
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test-slow: $(VENV)/.dev $(VENV)/.project office  ## the tests that take longer
	$(BIN)/python -m pytest -n 2 --dist worksteal -m slow --ignore=tests/browser --durations=25

campaign: $(VENV)/.dev $(VENV)/.project office  ## the slow tests with all of their random plans
	ARTPLAN_CAMPAIGN=1 $(BIN)/python -m pytest -n 2 --dist worksteal -m slow --ignore=tests/browser

test-browser: $(VENV)/.dev $(VENV)/.lab $(VENV)/.project chromium  ## pages and panel in a headless Chromium
	$(BIN)/python -m pytest tests/browser tests/cli/test_app.py --durations=15

office:  # LibreOffice recalculates the workbook in the slow tests
	@command -v soffice >/dev/null || { command -v apt-get >/dev/null && echo "installing libreoffice-calc" \
	&& $(AS_ROOT) apt-get update -qq && $(AS_ROOT) apt-get install -y -qq --no-install-recommends libreoffice-calc >/dev/null; } \
	|| echo "artplan: no LibreOffice here and none could be installed: the workbook is NOT TESTED against it" >&2

chromium:  # opens the pages and the panel in the browser tests
	@command -v chromium >/dev/null || { command -v apt-get >/dev/null && echo "installing chromium" \
	&& $(AS_ROOT) apt-get update -qq && $(AS_ROOT) apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	|| { echo "artplan: the browser tests need chromium on the PATH and none could be installed" >&2; exit 1; }

golden: $(VENV)/.dev $(VENV)/.project  ## the table of the base plan's own results anew, after a change that is meant
	$(BIN)/python -m tests.golden

lab: $(VENV)/.lab $(VENV)/.project  ## JupyterLab on the notebooks
	$(BIN)/artplan lab

bench: $(VENV)/.project  ## how fast is it
	$(BIN)/python -m benchmarks

docs: $(VENV)/.project  ## the page of the model's lines, written from the rules
	$(BIN)/python docs/build.py

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile

clean:  ## the environment, the outputs and all caches
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find outputs -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installing. The dev and lab locks hold all of the run lock at the same versions, so whichever
# comes later adds to what is there and takes nothing away.

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "artplan: no '$(PYTHON)' found; install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "artplan: needs Python 3.11 or newer, '$(PYTHON)' is $$($(PYTHON) -V 2>&1); name another one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "artplan: '$(PYTHON)' comes without venv; install it (Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: locks/run.txt | $(VENV)/.made
	@echo "installing the packages of locks/run.txt (about a minute)"
	@$(PIP) install --no-deps --require-hashes -r $<
	@touch $@

$(VENV)/.dev: locks/dev.txt | $(VENV)/.run
	@echo "installing the packages of locks/dev.txt"
	@$(PIP) install --no-deps --require-hashes -r $<
	@touch $@

$(VENV)/.lab: locks/lab.txt | $(VENV)/.run
	@echo "installing the packages of locks/lab.txt"
	@$(PIP) install --no-deps --require-hashes -r $<
	@touch $@

$(VENV)/.project: pyproject.toml | $(VENV)/.run
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Made for every platform and Python at once. `make lock UPGRADE=--upgrade` takes the newest versions,
# without it only what pyproject.toml asks for moves.
COMPILE = uv pip compile pyproject.toml --quiet --no-config --universal --generate-hashes $(UPGRADE) \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock:  ## the lock files anew, from pyproject.toml
	@command -v uv >/dev/null || { echo "artplan: make lock needs uv on the PATH; get it with: python3 -m pip install uv" >&2; exit 1; }
	$(COMPILE) --group build --output-file locks/run.txt
	$(COMPILE) --extra dev --constraint locks/run.txt --output-file locks/dev.txt
	$(COMPILE) --group build --extra lab --constraint locks/dev.txt --output-file locks/lab.txt
