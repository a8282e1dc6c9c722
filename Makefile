# 双查. `make run` and `make test` are all one needs; the rest is below.
PYTHON ?= python3
DATA   := $(or $(SHUANGCHA_DATA),var)
BIN    := .venv/bin
PY     := $(BIN)/python
export PYTHONDONTWRITEBYTECODE ?= 1

.PHONY: help setup run test lint fix bench docs lock clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-7s %s\n", $$1, $$2}'

run: setup ## set everything up, make demo data if there is none, start both sites
	$(PY) -m deploy.run

setup: .venv/product .venv/translations ## .venv, translations and the databases, ready
	@mkdir -p -m 700 $(DATA)
	$(PY) -m casework migrate

test: .venv/development .venv/translations ## set everything up and run every test
	@sh tests/install-system.sh
	$(PY) -m pytest -n auto --dist loadfile

lint: .venv/development .venv/translations ## ruff, mypy, import contracts, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PY) -m web.translations --check

fix: .venv/development ## what the linters can mend by themselves
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/development ## every benchmark, one JSON object a line
	$(PY) -m benchmarks

docs: .venv/development ## the documents that are made from the code
	$(PY) -m regulation document > docs/regulation.md

lock: .venv/development ## new requirements*.txt from requirements*.in
	$(BIN)/pip-compile -q --generate-hashes --no-header --no-annotate --no-emit-index-url --allow-unsafe --strip-extras requirements.in
	$(BIN)/pip-compile -q --generate-hashes --no-header --no-annotate --no-emit-index-url --allow-unsafe --strip-extras requirements-dev.in

clean: ## remove .venv and the caches of the tools; the data folder stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# A Debian python3 without the venv package still has pip, which can fill an environment from outside.
$(PY):
	$(PYTHON) -m venv .venv >/dev/null 2>&1 \
	  || { $(PYTHON) -m venv --clear --without-pip .venv && $(PYTHON) -m pip -q --python $(PY) install pip; }

.venv/product: requirements.txt | $(PY)
	$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/development: requirements-dev.txt .venv/product
	$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv/translations: .venv/product $(wildcard web/translations/en/*.po)
	$(PY) -m web.translations
	@touch $@
