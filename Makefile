# Two commands on a fresh machine: `make demo` and `make test`. Both make their own environment from a lock with hashes.
.DEFAULT_GOAL := help
PYTHON ?= python3
DEMO := .venv-demo
DEV := .venv
PIP := -m pip --disable-pip-version-check --no-input

help:  ## Say what there is to make
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

demo: $(DEMO)/.ready  ## Install, read the bundled example reports, print their timeline, write their dossier
	@$(DEMO)/bin/communique demo --into demo

test: $(DEV)/.ready  ## Install and run every check
	$(DEV)/bin/ruff check .
	$(DEV)/bin/ruff format --check .
	$(DEV)/bin/mypy
	$(DEV)/bin/lint-imports
	$(DEV)/bin/pytest -n 2 --dist loadfile

look: $(DEMO)/.ready  ## Look at the demo's dossier in headless Chromium: pictures, print, accessibility
	@mkdir -p demo && $(DEMO)/bin/communique demo --into demo > demo/timeline.txt
	@sh look/look.sh demo/look demo/dossier.html

eval: $(DEV)/.ready  ## Score the product on the labelled data beside the repository, and hold the floors
	$(DEV)/bin/python -m eval $(EVAL)

bench: $(DEV)/.ready  ## Words per second and memory against the bare parse, in one run; then linking
	$(DEV)/bin/python -m bench
	$(DEV)/bin/python -m bench.linking

bench-linking: $(DEV)/.ready  ## Seconds of linking per thousand reports as an archive grows to 10,000
	$(DEV)/bin/python -m bench.linking

fix: $(DEV)/.ready  ## Format, and mend what can be mended by machine
	$(DEV)/bin/ruff format .
	$(DEV)/bin/ruff check --fix .

docs: $(DEV)/.ready  ## Make the reference pages from the code
	$(DEV)/bin/python docs/make_reference.py

lock:  ## Resolve the dependencies anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --only-binary :all: \
	  pyproject.toml --group build -o requirements/default.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --only-binary :all: \
	  pyproject.toml --group dev --extra tables -o requirements/dev.lock

clean:  ## Remove environments and what was made
	rm -rf $(DEMO) $(DEV) demo build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

$(DEMO)/.ready: requirements/default.lock pyproject.toml requirements/environment.sh $(shell find src -type f -not -name '*.pyc')
	@sh requirements/environment.sh $(PYTHON) $(DEMO)
	$(DEMO)/bin/python $(PIP) install -q --require-hashes --only-binary :all: -r requirements/default.lock
	$(DEMO)/bin/python $(PIP) install -q --no-deps --no-build-isolation --force-reinstall .
	@touch $@

$(DEV)/.ready: requirements/dev.lock pyproject.toml requirements/environment.sh
	@sh requirements/environment.sh $(PYTHON) $(DEV)
	$(DEV)/bin/python $(PIP) install -q --require-hashes --only-binary :all: -r requirements/dev.lock
	$(DEV)/bin/python $(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

.PHONY: help demo test look eval bench bench-linking fix docs lock clean
