# make run     opens the trainer            make check   style, types and shipped scenarios
# make test    runs the tests               make bench   measures patients, speed and coder
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
HERE   := $(CURDIR)

.PHONY: run test test-all check bench fuzz clean

run: $(VENV)/.installed
	@$(BIN)/mi-trainer

test: $(VENV)/.installed-dev
	$(BIN)/pytest -n 2 $(TESTS)

# The same tests on every supported Python that this machine has; the missing ones are named.
test-all:
	@set -e; ran=0; for v in 3.11 3.12 3.13; do \
	  if command -v python$$v >/dev/null; then \
	    echo "== Python $$v"; $(MAKE) --no-print-directory test PYTHON=python$$v VENV=.venv-$$v TESTS="$(TESTS)"; ran=1; \
	  else echo "== Python $$v is not on this machine: not tested"; fi; \
	done; [ $$ran = 1 ]

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mi-trainer check

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks

# Ten minutes of broken scenarios thrown at the reader and the checker.
fuzz: $(VENV)/.installed-dev
	$(BIN)/python -m tests.fuzz_reader --minutes 10

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "MI Trainer needs Python 3.11 or newer; try: make run PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

# Reinstalled only when pyproject.toml changes: the second start installs nothing.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Setting up MI Trainer in $(VENV) (once)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	@echo "Setting up MI Trainer and its test tools in $(VENV) (once)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) .venv-3.* build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
