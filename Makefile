# make run     everything on a fresh machine with Python 3.11, git and make; a second time it starts within seconds
# make test    all tests: on SQLite, and on PostgreSQL and Redis with a real worker
# make setup   environment, packages and assets only;  make check   linters;  make bench   benchmarks
SHELL := /bin/bash
PYTHON ?= python3
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export UV_NO_PROGRESS := 1
# certificates of the machine itself, also those of an office's proxy
export UV_SYSTEM_CERTS := 1
export NODE_USE_SYSTEM_CA := 1

.PHONY: run setup test check bench lock browser clean

run: .venv/.assets
	@python manage.py start

setup: .venv/.assets .venv/.dev

.venv/.uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11) and "Python 3.11 of nieuwer is nodig.")'
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9
	@touch $@

.venv/.runtime: .venv/.uv requirements.txt
	uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.txt
	uv pip sync --quiet --python .venv/bin/python --require-hashes requirements.txt requirements-dev.txt
	@touch $@

.venv/.node: .venv/.runtime package.json package-lock.json
	npm ci --silent --no-audit --no-fund
	@touch $@

.venv/.assets: .venv/.node tools/build_assets.mjs tools/build_fonts.py static/favicon.svg $(wildcard static/css/*.css static/js/*.js)
	npm run --silent build
	python tools/build_fonts.py
	python manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@

browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || bash tools/install_chromium.sh

test: setup browser
	python -m pytest --numprocesses=logical
	python -m tests.servers -- python -m pytest --numprocesses=logical --met-database -m "not browser"

check: setup
	ruff check .
	ruff format --check .
	lint-imports --no-logo
	python manage.py makemigrations --check --dry-run
	python -W error manage.py check
	djlint templates --lint --quiet

bench: setup browser
	python -m bench

lock:
	uv pip compile --quiet --upgrade --generate-hashes --no-header --python-version 3.11 requirements.in -o requirements.txt
	uv pip compile --quiet --upgrade --generate-hashes --no-header --python-version 3.11 requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf .venv node_modules static/dist staticfiles monitoring/meenemen/lettertypen
