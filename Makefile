# Needs make and Python 3.11 or newer, nothing else. The packages of the lock files are installed into
# .venv once; after a change of a lock file or of pyproject.toml, the next call updates .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo -n)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# The tests start Python some hundred times: without its byte code, each of them compiles the package again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: plan pdf test lint test-slow test-numpy campaign hostile faults mutants seeded test-browser office chromium golden lab bench docs lock clean help

plan: $(VENV)/.project  ## run every notebook of the base plan, with outputs in outputs/
	$(BIN)/artplan run base

pdf: $(VENV)/.dev $(VENV)/.project  ## the same as plan, and the whole plan as one PDF
	$(BIN)/artplan run base --pdf

test: lint  ## run linters, type checks, import rules and quick tests
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow" --ignore=tests/browser

lint: $(VENV)/.dev $(VENV)/.project
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test-slow: $(VENV)/.dev $(VENV)/.project office  ## run the slow tests on a sample of their random plans
	$(BIN)/python -m pytest -n 2 --dist worksteal -m slow --ignore=tests/browser --durations=25

test-numpy: $(VENV)/.dev $(VENV)/.project  ## run what depends on the engine with numpy, which evaluates where there is no compiler
	ARTPLAN_ENGINE=numpy $(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow" tests/engine tests/test_golden.py tests/cases tests/study/test_cases.py

campaign: $(VENV)/.dev $(VENV)/.project office  ## run the slow tests on all of their random plans
	ARTPLAN_CAMPAIGN=1 $(BIN)/python -m pytest -n 2 --dist worksteal -m slow --ignore=tests/browser

hostile: $(VENV)/.dev $(VENV)/.project  ## give artplan 3,000 hostile inputs, 500 workbooks and 7,800 exports (an hour)
	$(BIN)/python -m tests.hostile
	$(BIN)/python -m tests.hostile.workbooks
	$(BIN)/python -m tests.hostile.exports --count 300

faults: $(VENV)/.dev $(VENV)/.project  ## kill every writing command, and fill its disk, at 30 moments each
	$(BIN)/python -m tests.faults.campaign

mutants: $(VENV)/.dev $(VENV)/.project  ## change 400 places of the rules: how many do the tests notice?
	$(BIN)/python -m tests.mutants

seeded: $(VENV)/.dev $(VENV)/.project  ## how many seeded planners' errors do the notes point at?
	$(BIN)/python -m tests.seeded.measure

test-browser: $(VENV)/.dev $(VENV)/.lab $(VENV)/.project chromium  ## test pages and panel in a headless Chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/browser tests/cli/test_app.py --durations=15

office:  # the slow tests recalculate the workbook with LibreOffice
	@command -v soffice >/dev/null || { command -v apt-get >/dev/null && echo "installing libreoffice-calc" \
	&& $(AS_ROOT) apt-get update -qq && $(AS_ROOT) apt-get install -y -qq --no-install-recommends libreoffice-calc >/dev/null; } \
	|| echo "artplan: no LibreOffice here and none could be installed: the workbook is NOT TESTED against it" >&2

chromium:  # the browser tests open the pages and the panel in Chromium
	@command -v chromium >/dev/null || { command -v apt-get >/dev/null && echo "installing chromium" \
	&& $(AS_ROOT) apt-get update -qq && $(AS_ROOT) apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	|| { echo "artplan: the browser tests need chromium on the PATH and none could be installed" >&2; exit 1; }

golden: $(VENV)/.dev $(VENV)/.project  ## rewrite the table of the base plan's results, after an intended change
	$(BIN)/python -m tests.golden

lab: $(VENV)/.lab $(VENV)/.project  ## open the notebooks in JupyterLab
	$(BIN)/artplan lab

bench: $(VENV)/.project  ## run the benchmarks
	$(BIN)/python -m benchmarks

docs: $(VENV)/.project  ## write docs/model.md, the list of the model's lines, from the rules
	$(BIN)/python docs/build.py

help:  ## list all targets
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile

clean:  ## remove the environment, the outputs and all caches
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find outputs -mindepth 1 ! -name .gitkeep -delete
	rm -f artplan/engine/tiles/tiles.[sd]*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installation. The dev and lab lock files contain all packages of the run lock file at the same versions,
# so that installing one after another only adds packages.

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

$(VENV)/.project: pyproject.toml hatch_build.py native/tiles.c | $(VENV)/.run
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@ls artplan/engine/tiles/tiles.[sd]* >/dev/null 2>&1 \
	|| echo "artplan: no C compiler here: numpy evaluates the plans, about 30 times slower; after installing one: touch native/tiles.c"
	@touch $@

# The lock files cover every platform and Python version. `make lock UPGRADE=--upgrade` selects the newest
# versions; without UPGRADE, a version changes only where pyproject.toml requires it.
COMPILE = uv pip compile pyproject.toml --quiet --no-config --universal --generate-hashes $(UPGRADE) \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock:  ## compile the lock files from pyproject.toml
	@command -v uv >/dev/null || { echo "artplan: make lock needs uv on the PATH; get it with: python3 -m pip install uv" >&2; exit 1; }
	$(COMPILE) --group build --output-file locks/run.txt
	$(COMPILE) --extra dev --constraint locks/run.txt --output-file locks/dev.txt
	$(COMPILE) --group build --extra lab --constraint locks/dev.txt --output-file locks/lab.txt
