# make book · make serve · make lab · make lite · make test · make check · make pdf · make epub · make bench · make release
# Everything runs in .venv, made from the exact pins of requirements.txt. Choose an interpreter with: make PYTHON=python3.12 book
# Modules are compiled when first imported: a build imports a sixth of what is installed.
PYTHON ?= python3
VENV := .venv
PIP = $(BIN)/python -m pip install --disable-pip-version-check --no-compile -q
BIN := $(VENV)/bin
COMPILE := --universal --python-version 3.11 --no-header --no-annotate --quiet

.PHONY: book serve lab lite test quick check pdf epub bench release requirements clean

book: $(VENV)/book.stamp
	@$(BIN)/edition book

serve: book
	@$(BIN)/edition serve

# JupyterLab on the notebooks of book/evidence/; the settings in .jupyter let it open them as notebooks
lab: $(VENV)/lab.stamp
	@JUPYTER_CONFIG_PATH=$(CURDIR)/.jupyter $(BIN)/jupyter lab book/evidence

# Fetch Python for the browser (npm and PyPI, held to hashes, kept in _build/lite): the next build lets notebooks run on their pages
lite: $(VENV)/book.stamp
	@$(BIN)/edition lite

test: $(VENV)/test.stamp
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -n auto --dist loadfile

# What needs neither a browser nor the whole book
quick: $(VENV)/test.stamp
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -q -n auto tests/essay tests/commentary/test_note_types.py tests/commentary/test_answers.py tests/sources tests/apparatus tests/tables/test_package.py tests/maps tests/own_copy/test_copies.py

check: $(VENV)/book.stamp
	@$(BIN)/edition check

pdf epub: $(VENV)/book.stamp
	@$(BIN)/edition $@

bench: $(VENV)/test.stamp
	@$(BIN)/python -m tests.bench

# make release VERSION=0.2.0: test, then name the version, register ids, store the manifest, commit and tag, or nothing at all
release: lite test
	@$(BIN)/edition release $(VERSION)

$(BIN)/python:
	@echo "Making the environment in $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 book")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/book.stamp: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing the pinned requirements ..."
	@$(PIP) --progress-bar on -r requirements.txt
	@touch $@

$(VENV)/test.stamp: tests/requirements.txt $(VENV)/book.stamp
	@$(PIP) -r tests/requirements.txt
	@touch $@

$(VENV)/lab.stamp: requirements/lab.txt $(VENV)/book.stamp
	@echo "Installing JupyterLab ..."
	@$(PIP) -r requirements/lab.txt
	@touch $@

# Compile every list of exact pins anew from pyproject.toml; tests/project/test_requirements.py notices a stale one.
# A group is compiled under the pins of requirements.txt, so that one environment can hold them all.
requirements:
	@echo "-e ." | uv pip compile - $(COMPILE) --output-file requirements.txt > /dev/null
	@sed "/^-e/d" requirements.txt > requirements.constraints
	@uv pip compile --group test $(COMPILE) --constraint requirements.constraints --output-file tests/requirements.txt > /dev/null
	@cat tests/requirements.txt >> requirements.constraints
	@for group in lab notebooks refresh; do \
	  uv pip compile --group $$group $(COMPILE) --constraint requirements.constraints --output-file requirements/$$group.txt > /dev/null || exit 1; done
	@rm requirements.constraints

clean:
	rm -rf _build
