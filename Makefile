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

.PHONY: help up test lint types bench
.DELETE_ON_ERROR:

help:  ## Print this list
	@echo "make COMMAND, where COMMAND is"
	@sed -n 's/^\([a-z]*\):.*## */  \1	/p' Makefile
	@echo "PORT, HOST and RINGFENCE_DATA choose where \`make up\` listens and keeps its data: make up PORT=8001"

up: .venv/.synced  ## Install what is missing, migrate, and serve
	@exec .venv/bin/ringfence up

test: $(UV)  ## Run every test, on SQLite and on PostgreSQL (ARGS="--sqlite -k notes" chooses)
	@$(SYNC)
	@exec .venv/bin/python -m tests.run $(ARGS)

lint: $(UV)  ## Check style, formatting and the direction of imports
	@$(SYNC) --quiet
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports --no-logo

types: $(UV)  ## Check the types
	@$(SYNC) --quiet
	.venv/bin/mypy

bench: $(UV)  ## Measure what the documentation claims: an hour (ARGS="--rows 20000 --rounds 1" takes minutes)
	@$(SYNC) --quiet --group bench
	.venv/bin/python -m benchmarks.conduit_lists --sqlite
	.venv/bin/python -m benchmarks.conduit_lists --postgresql
	.venv/bin/python -m benchmarks.side_by_side $(ARGS)
	.venv/bin/python -m benchmarks.side_by_side --flat $(ARGS)

# --inexact: what a developer has beside it stays.
.venv/.synced: uv.lock pyproject.toml | $(UV)
	@echo "Installing the locked packages into .venv (once, and when the lock changes) ..."
	@$(SYNC) --no-dev --inexact
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
