# The two commands: `make demo` shows what Suture does, `make test` is what CI runs.

PYTHON ?= python3
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
STAMP := $(VENV)/.installed
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint bench clean

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 9))' || \
	    { echo "make: Suture needs Python 3.9 or later, set PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	    { rm -rf $(VENV); echo "make: cannot make $(VENV), install Python's venv module" >&2; exit 1; }

$(STAMP): pyproject.toml $(VENV)/bin/python
	@echo "installing suture and its development tools into $(VENV)"
	@$(BIN)/python -m pip install -q -e '.[dev]' || { echo "make: pip could not install \
	    the development tools: a package index or the network is needed" >&2; exit 1; }
	@touch $@

$(VENV)/.suture: pyproject.toml $(VENV)/bin/python
	@echo "installing suture into $(VENV)"
	@$(BIN)/python -m pip install -q -e . || { echo "make: pip could not install suture: a package \
	    index or the network is needed for its build backend" >&2; exit 1; }
	@touch $@

# The demonstration gets what it builds, and what it builds with, by itself.
demo: $(VENV)/.suture
	@$(BIN)/python examples/swap/demo.py

# pytest runs last and outside nox, so that its closing line is the last one.
test: $(STAMP)
	$(BIN)/nox -s lint headers smoke
	$(BIN)/nox -s conformance -- --representative
	PATH="$(BIN):$$PATH" $(BIN)/cmake --preset release -DPython_EXECUTABLE=$(BIN)/python
	$(BIN)/cmake --build --preset release
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/nox -s lint

bench: $(STAMP)
	$(BIN)/nox -s bench

clean:
	rm -rf build dist $(VENV)
