# install · run · test · check · bench. Each works on a fresh Debian machine with Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKSPACE ?= workspace
PORT ?= 8501
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: install run test check bench

install: $(VENV)/core.stamp

# The folder's name without a slash at its end.
PLACE = $(patsubst %/,%,$(WORKSPACE))

# The demo workspace is built under another name first: an interrupted build is no workspace.
run: $(VENV)/core.stamp
	@test -f "$(PLACE)/workspace.duckdb" || ! test -e "$(PLACE)" || test -z "$$(ls -A "$(PLACE)")" \
	  || { echo "Found $(PLACE), which holds other things. Wanted: a workspace, or a new or empty folder." \
	  "Do next: make run WORKSPACE=another"; exit 1; }
	@test -f "$(PLACE)/workspace.duckdb" || { rm -rf "$(PLACE).part" \
	  && $(BIN)/mathscale demo --workspace "$(PLACE).part" && mv -T "$(PLACE).part" "$(PLACE)"; }
	@$(BIN)/mathscale run --workspace "$(PLACE)" --port $(PORT)

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --doctest-modules mathscale_core tests/test_docs.py tests/test_architecture.py

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Found $$($(PYTHON) --version). Wanted: Python 3.11 or newer. Do next: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Do next: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/core.stamp: pyproject.toml $(VENV)/python.stamp
	@echo "Installing the core (about a minute) …"
	@$(PIP) --editable .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml $(VENV)/core.stamp
	@$(PIP) --editable ".[dev]"
	@touch $@
