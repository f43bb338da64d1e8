# Loa needs Python 3.11 or newer and make; everything else it sets up itself.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?=
# Tests mostly wait for programs and servers: two at once a core.
TESTS_AT_ONCE ?= $(shell $(PYTHON) -c 'import os; print(2 * (os.cpu_count() or 1))')

.DEFAULT_GOAL := help
.PHONY: help install demo test lint licences audit bench mutate lock clean

help: ## What each command does
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(VENV)/.run ## Create .venv with what the service needs

demo: install ## Speak the sample article, publish it and serve it on http://127.0.0.1:8000
	@$(BIN)/loa demo

test: $(VENV)/.dev ## Run the tests (browser and podcast clients: see CONTRIBUTING.md)
	@# What is compiled is kept, whatever the shell says: tests start a hundred programs.
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(TESTS_AT_ONCE) --dist worksteal $(PYTEST_ARGS)

lint: $(VENV)/.dev ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

licences: $(VENV)/.dev ## List the licences of all that is installed, and refuse what may not be
	@$(BIN)/python -m tests.licences

audit: ## Ask pip-audit of packages with known holes (needs the network; 3: nobody could be asked)
	@$(PYTHON) -m tests.audit

bench: $(VENV)/.dev ## Measure side by side against what one would otherwise run
	$(BIN)/python -m bench

MUTATE_ARGS ?=
mutate: $(VENV)/.dev ## Change the code a little and see which changes no test notices
	$(BIN)/python -m bench.mutate $(MUTATE_ARGS)

lock: ## Choose newest versions and write their hashes to requirements/
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-annotate --extra offline --extra s3 --group build pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-annotate --extra offline --extra s3 --group build --group dev pyproject.toml \
	  -c requirements/run.txt -o requirements/dev.txt

clean: ## Remove .venv (articles and audio in data/ stay)
	rm -rf $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Loa cần Python 3.11 trở lên; $(PYTHON) là bản cũ hơn. Hãy chạy: make PYTHON=python3.12 $(MAKECMDGOALS)"; \
	  echo "(Loa needs Python 3.11 or newer; $(PYTHON) is older. Run: make PYTHON=python3.12 $(MAKECMDGOALS))"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  echo "Không tạo được môi trường Python. Trên Debian/Ubuntu: apt install python3-venv"; \
	  echo "(Cannot create a Python environment. On Debian/Ubuntu: apt install python3-venv)"; exit 1; }
	@echo "Đang cài các gói cần thiết vào $(VENV) (installing packages)…"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
