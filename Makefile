# install · run · test · check · bench · pins. Each works on a fresh Debian machine with Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKSPACE ?= workspace
PORT ?= 8501
# constraints.txt holds the exact versions that the tests passed with ('make pins' renews it): a patch release of DuckDB
# once changed what three tests saw, between two runs of the same commit.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: install run test check bench pins browser

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

# A file's tests stay together, so that they share what is made once for them; browsers want the machine for themselves.
test: $(VENV)/dev.stamp browser
	$(BIN)/python -m pytest --ignore tests/e2e --numprocesses 2 --dist loadfile
	$(BIN)/python -m pytest tests/e2e

# The browser tests drive Chromium: the system's, or where that is missing Playwright's own; without either they skip.
browser: $(VENV)/dev.stamp
	@command -v chromium chromium-browser google-chrome >/dev/null \
	  || timeout 180 $(BIN)/python -m playwright install chromium >/dev/null 2>&1 \
	  || echo "Chromium could not be had: the browser tests will skip (apt-get install chromium)"

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --doctest-modules mathscale_core tests/test_docs.py tests/test_architecture.py

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks

# Renew constraints.txt from what is installed; build tags such as +cpu belong to one machine.
pins: $(VENV)/dev.stamp
	@$(BIN)/python -m pip freeze --disable-pip-version-check --exclude-editable | sed 's/+.*//' > constraints.txt

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Found $$($(PYTHON) --version). Wanted: Python 3.11 or newer. Do next: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Do next: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/core.stamp: pyproject.toml constraints.txt $(VENV)/python.stamp
	@echo "Installing the core (about a minute) …"
	@$(PIP) --editable .
	@touch $@

# The train extra is for the tests: they ask a tiny local model behind transformers serve, a server that is not ours.
$(VENV)/dev.stamp: pyproject.toml $(VENV)/core.stamp
	@$(PIP) --editable ".[dev,train]"
	@touch $@
