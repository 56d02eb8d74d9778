# make book · make serve · make test · make check · make pdf · make epub · make bench · make release
# Everything runs in .venv, made from the exact pins of requirements.txt. Choose an interpreter with: make PYTHON=python3.12 book
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
COMPILE := --universal --python-version 3.11 --no-header --no-annotate --quiet

.PHONY: book serve test check pdf epub bench release requirements clean

book: $(VENV)/book.stamp
	@$(BIN)/edition book

serve: book
	@$(BIN)/edition serve

test: $(VENV)/test.stamp
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pytest -n auto --dist loadfile

check: $(VENV)/book.stamp
	@$(BIN)/edition check

pdf epub: $(VENV)/book.stamp
	@$(BIN)/edition $@

bench: $(VENV)/test.stamp
	@$(BIN)/python -m tests.bench

# Register the ids and store the manifest of the version in CITATION.cff; CONTRIBUTING.md says what comes before and after.
release: book
	@$(BIN)/python -m edition.export.release.identifiers
	@$(BIN)/python -m edition.export.release.changes
	@$(BIN)/python -m edition.export.release.deposit

$(BIN)/python:
	@echo "Making the environment in $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14) and "Python 3.11, 3.12 or 3.13 is needed; name one with: make PYTHON=python3.12 book")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/book.stamp: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing the pinned requirements ..."
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on -q -r requirements.txt
	@touch $@

$(VENV)/test.stamp: tests/requirements.txt $(VENV)/book.stamp
	@$(BIN)/python -m pip install --disable-pip-version-check -q -r tests/requirements.txt
	@touch $@

# Compile both lists of exact pins anew from the direct dependencies in pyproject.toml; tests/test_requirements.py notices a stale list.
requirements:
	@echo "-e ." | uv pip compile - $(COMPILE) --output-file requirements.txt > /dev/null
	@sed "/^-e/d" requirements.txt > requirements.constraints && uv pip compile --group test $(COMPILE) --constraint requirements.constraints --output-file tests/requirements.txt > /dev/null; rm requirements.constraints

clean:
	rm -rf _build
