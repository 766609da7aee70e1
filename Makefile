# Every command worth typing. Nothing needs root, a compiler, a database server or a system Node.
#
#   make run [TODAY=2021-11-30] [LISTEN=0.0.0.0:8000]   set up and serve the demo
#   make test                                           set up and run every test
#   make check                                          lint, types, import contracts
#   make bench                                          benchmarks
#   make pictures                                       pictures of the main pages, into docs/pictures

SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
# A lock names everything, so nothing is resolved again: an older pip would look past the lock for `name[extra]`.
INSTALL := $(PIP) install -q --no-deps --only-binary :all: --require-hashes
LOCKS := requirements-build.lock pyproject.toml
CATALOGUE := src/duban/locale/en/LC_MESSAGES/django
BUILT := src/duban/web/static/build/manifest.json
FRONTEND := $(shell find frontend/src -type f 2>/dev/null) $(wildcard frontend/*.ts frontend/*.json frontend/*.html)
NODE := cd frontend && PATH="$(CURDIR)/$(BIN):$$PATH"

.PHONY: help run test check bench pictures messages lock clean product dev assets

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: product assets ## set up and serve the demo on http://127.0.0.1:8000
	@$(BIN)/duban up --demo $(if $(TODAY),--today $(TODAY)) $(if $(LISTEN),--listen $(LISTEN))

test: dev assets ## run every test, with full branch coverage of domain and actions
	@scripts/ensure-chromium
	$(BIN)/pytest -n auto --cov=duban.domain --cov=duban.actions --cov-branch --cov-report= $(ARGS)
	$(BIN)/coverage report --fail-under=100

check: dev assets ## lint, format, types, import contracts, templates, catalogue
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --profile=django --lint --quiet src/duban/web/templates
	$(BIN)/python -m duban.config.catalogue check
	$(NODE) npm run --silent check

bench: dev ## measure, each figure as a ratio to its floor
	$(BIN)/python -m bench $(ARGS)

pictures: dev assets ## take the pictures of docs/pictures anew
	@scripts/ensure-chromium
	$(BIN)/python scripts/take_pictures.py

messages: dev ## gather new source strings into the English catalogue
	$(BIN)/python -m duban.config.catalogue extract

lock: dev ## pin all dependencies anew, with hashes and without addresses
	scripts/lock

clean: ## remove what set-up and builds made; data stay
	rm -rf $(VENV) frontend/node_modules $(dir $(BUILT)) $(CATALOGUE).mo build dist htmlcov .coverage
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis src/*.egg-info
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# What the commands above need; each is made again only when what it is made from has changed ---------------------

product: $(VENV)/made-product
dev: $(VENV)/made-dev
assets: $(BUILT) $(CATALOGUE).mo

$(VENV)/made: scripts/make-venv
	@scripts/make-venv $(VENV)
	@touch $@

$(VENV)/made-product: $(VENV)/made requirements.lock $(LOCKS)
	@echo "安装依赖……"
	@$(INSTALL) -r requirements-build.lock -r requirements.lock
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/made-dev: $(VENV)/made requirements-dev.lock $(LOCKS)
	@echo "安装开发依赖……"
	@$(INSTALL) -r requirements-build.lock -r requirements-dev.lock
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/made-product

frontend/node_modules/made: frontend/package.json frontend/package-lock.json
	@[ -e $(BIN)/npm ] || $(MAKE) --no-print-directory product
	@echo "安装前端依赖……"
	@$(NODE) npm ci --loglevel=error --no-audit --no-fund >/dev/null
	@touch $@

$(BUILT): frontend/node_modules/made $(FRONTEND)
	@echo "构建前端……"
	@$(NODE) npm run --silent build >/dev/null
	@touch $@

$(CATALOGUE).mo: $(CATALOGUE).po
	@$(BIN)/python -m duban.config.catalogue compile >/dev/null
