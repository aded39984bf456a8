# The whole command list. `make` alone prints it.

SHELL := /bin/sh
PYTHON ?= python3
# An installed uv, if it really runs (a version manager's stand-in may not); else one of the project's own.
UV := $(or $(shell uv --version >/dev/null 2>&1 && command -v uv),.uv/bin/uv)
# What `make test` and `make bench` pass on: make test ARGS="--sqlite -k notes"
ARGS ?=

# The project has one environment, whatever else is active in the shell.
unexport VIRTUAL_ENV UV_PROJECT_ENVIRONMENT
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Downloads are kept in the user's cache if that can be written, else in the project.
ifndef UV_CACHE_DIR
CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/uv
ifneq ($(shell mkdir -p "$(CACHE)" 2>/dev/null && test -w "$(CACHE)" && echo yes),yes)
export UV_CACHE_DIR := $(CURDIR)/.uv/cache
export PIP_NO_CACHE_DIR := 1
endif
endif

SYNC := $(UV) sync --frozen --no-python-downloads

# What the pages are made of; where they are built, and when that was.
WEB_SOURCES := $(shell find web -type d \( -name node_modules -o -name e2e -o -name test-results \) -prune \
	-o -type f -not -name '*.test.*' -print 2>/dev/null)
WEB_BUILT := src/ringfence_server/web/.built

.PHONY: help up web screenshots test fuzz lint types docs bench crashes faults mutants
.DELETE_ON_ERROR:

help:  ## Print this list
	@echo "make COMMAND, where COMMAND is"
	@sed -n 's/^\([a-z]*\):.*## */  \1	/p' Makefile
	@echo "PORT, HOST and RINGFENCE_DATA choose where \`make up\` listens and keeps its data: make up PORT=8001"

up: .venv/.synced $(WEB_BUILT)  ## Install what is missing, build the web pages, migrate, and serve
	@exec .venv/bin/ringfence up

web: $(WEB_BUILT)  ## Build the web pages, if their sources changed

screenshots: .venv/.synced $(WEB_BUILT)  ## Take the pictures of the documentation again, with the system's Chromium
	@cd web && npm run --silent screenshots

test: $(UV) $(WEB_BUILT)  ## Run every test: both databases, pages, browser (ARGS="--sqlite -k notes" chooses)
	@$(SYNC)
	@exec .venv/bin/python -m tests.run $(ARGS)

fuzz: $(UV)  ## Ask a real server everything that its document allows: 5 minutes a database (ARGS="--sqlite --seconds 60")
	@$(SYNC) --quiet --group fuzz
	@exec .venv/bin/python -m tests.fuzz.run $(ARGS)

lint: $(UV)  ## Check style, formatting, the direction of imports, and new migrations
	@$(SYNC) --quiet
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports --no-logo
	.venv/bin/python -m tests.migrations.zero_downtime

types: $(UV)  ## Check the types
	@$(SYNC) --quiet
	.venv/bin/mypy

docs: $(UV)  ## Build the documentation as a site: docs/_build/html/index.html
	@$(SYNC) --quiet --inexact --group docs
	.venv/bin/python -m sphinx --quiet --fail-on-warning --keep-going -c docs/site -d docs/_build/doctrees . docs/_build/html
	@echo "Built: docs/_build/html/index.html"

bench: $(UV)  ## Measure what the documentation claims: an hour (ARGS="--rows 20000 --rounds 1" takes minutes)
	@$(SYNC) --quiet --group bench
	.venv/bin/python -m benchmarks.conduit_lists --sqlite
	.venv/bin/python -m benchmarks.conduit_lists --postgresql
	.venv/bin/python -m benchmarks.side_by_side $(ARGS)
	.venv/bin/python -m benchmarks.side_by_side --flat $(ARGS)

crashes: $(UV)  ## Kill server and database hundreds of times under people who write: ten minutes (ARGS="--kills 20 --sqlite")
	@$(SYNC) --quiet
	@exec .venv/bin/python -m tests.crashes $(ARGS)

faults: $(UV)  ## Take the database away, lock it, stop it, and send five times too much: five minutes (ARGS="--only overload")
	@$(SYNC) --quiet
	@exec .venv/bin/python -m tests.faults $(ARGS)

mutants: $(UV) $(WEB_BUILT)  ## Break each guard in turn and see that a test fails: half an hour (ARGS="--only NAME", --list)
	@$(SYNC)
	@exec .venv/bin/python -m tests.mutants $(ARGS)

# --inexact: what a developer has beside it stays.
.venv/.synced: uv.lock pyproject.toml | $(UV)
	@echo "Installing the locked packages into .venv (once, and when the lock changes) ..."
	@$(SYNC) --no-dev --inexact
	@touch $@

# Only finished builds get the stamp, which is in the build's own folder: no folder, no stamp.
$(WEB_BUILT): $(WEB_SOURCES) | web/node_modules/.installed
	@echo "Building the web pages (once, and when their sources change) ..."
	@cd web && npm run --silent build -- --quiet
	@touch $@

web/node_modules/.installed: web/package.json web/package-lock.json
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
		2>/dev/null || { \
		echo "The web pages need Node 20.19 or newer, and \`node\` is $$(node --version 2>/dev/null || echo missing)." >&2; \
		exit 1; }
	@echo "Installing the locked packages of the web pages into web/node_modules ..."
	@cd web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Ringfence needs Python 3.11 or newer, and $(PYTHON) is not. If you have one: make PYTHON=python3.12 ..." >&2; \
		exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { \
		echo "Neither uv nor pip was found. Install one of them (Debian: apt install python3-pip)." >&2; \
		exit 1; }
	@echo "Getting uv, which installs the rest, into .uv ..."
	@$(PYTHON) -m pip install --quiet --target .uv uv
