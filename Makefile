# `make` alone lists what there is.
SHELL := /bin/bash
PY := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev browser run test test-long check format bench languages pictures vendor lock clean

help: ## list what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/runtime ## set up what running needs
setup-dev: .venv/dev ## set up what testing needs, too

.venv/bin/python:
	python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: this is " + sys.version.split()[0])'
	python3 -m venv .venv

.venv/runtime: requirements.lock pyproject.toml | .venv/bin/python
	@if [ ! -e .venv/dev ]; then echo "Setting up (once, about half a minute) …" >&2; \
	  $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . ; fi
	@touch $@

.venv/dev: requirements-dev.lock requirements.lock pyproject.toml | .venv/bin/python
	@echo "Setting up for tests (once, about a minute) …" >&2
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/runtime

browser: # a browser for the tests: found, or installed where that is allowed, or said to be missing
	@if ! command -v "$${CHROMIUM:-chromium}" chromium chromium-browser google-chrome >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing a browser for the tests …" >&2; \
	    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core) >/dev/null 2>&1 || true; fi; fi

run: setup ## start web and worker (and, without ZOOM_CLIENT_ID, the demo) on http://127.0.0.1:$PORT
	@exec $(PY) -m zoom_sync run

test: setup-dev browser ## run the tests: SQLite, PostgreSQL and a browser
	@$(PY) -m pytest -n auto --dist loadgroup -m "not long" $(ARGS)

test-long: setup-dev browser ## run the proofs that take minutes
	@$(PY) -m pytest -m long --timeout=1800 $(ARGS)

check: setup-dev ## lint, format, types, structure
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports

format: setup-dev ## write the code in its usual form
	@$(PY) -m ruff check --fix . ; $(PY) -m ruff format .

bench: .venv/bench ## measure what docs/figures.md and docs/accuracy.md say, beside peers, on this machine
	@$(PY) -m bench $(ARGS)

.venv/bench: requirements-bench.lock .venv/dev
	@echo "Setting up what is measured beside us (once, about a minute) …" >&2
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r $< || \
	  echo "Not all of it could be installed; the tables say what is missing." >&2
	@touch $@

CATALOGUES := zoom_sync/web/translations
# Two at once would write one another's files: the second waits, on a lock that the shell holds until it ends.
languages: setup-dev ## bring the catalogues of the pages' languages up to date, and compile them
	@mkdir -p build; exec 9> build/languages.lock; $(PY) -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)' && \
	.venv/bin/pybabel -q extract -F $(CATALOGUES)/babel.toml -k later -k say --add-location=file --sort-by-file --project zoom-sync -o build/messages.pot zoom_sync/web zoom_sync/files/drawing.py zoom_sync/files/public_page.py zoom_sync/files/printing zoom_sync/rules/warnings.py zoom_sync/store/datamap.py && \
	for language in fr es ar hi; do .venv/bin/pybabel -q update --init-missing --no-fuzzy-matching --ignore-obsolete \
	  --ignore-pot-creation-date --width 120 -i build/messages.pot -d $(CATALOGUES) -l $$language || exit 1; done && \
	.venv/bin/pybabel compile --statistics -d $(CATALOGUES)

pictures: setup-dev browser ## take pictures of every page into build/pictures, to be looked at
	@$(PY) -m tests.pictures $(ARGS)

vendor: setup-dev ## fetch anew what vendor.toml lists (needs npm)
	@$(PY) -m tests.vendoring

lock: .venv/bin/python ## resolve the dependencies anew (needs uv in the environment)
	@$(PY) -m pip install -q --disable-pip-version-check uv
	@.venv/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	@.venv/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --all-extras -c requirements.lock pyproject.toml -o requirements-dev.lock
	@.venv/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group bench -c requirements-dev.lock -o requirements-bench.lock

clean: ## remove the environment and the store of the demo
	rm -rf .venv data
