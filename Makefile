# Two commands do everything on a machine with Python and make: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What is turned into code when journalgen is installed.
COMPILED := hatch_build.py journalgen/theme/templates.py $(wildcard themes/*/templates/*.html)

.PHONY: demo test check format catalog pictures bench clean

demo: $(VENV)/installed
	$(BIN)/journalgen build example-journal

test: $(VENV)/installed-test browsers
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The English catalog, which translators start from, and the parts of documents that come from the code.
catalog: $(VENV)/installed-test
	$(BIN)/python tests/catalog.py
	$(BIN)/python -m tests.documents

# The readme's pictures of the example journal.
pictures: $(VENV)/installed-test browsers
	$(BIN)/python tests/pictures.py

bench: $(VENV)/installed-test
	$(BIN)/python benchmarks/compare.py --write

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml $(COMPILED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-test: $(VENV)/bin/python pyproject.toml $(COMPILED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	touch $@ $(VENV)/installed

# Debian's browsers, where they are missing and may be installed; the tests say what they lack.
.PHONY: browsers
browsers:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  for pair in chromium:chromium firefox-esr:firefox-esr; do \
	    command -v $${pair%%:*} >/dev/null || missing="$$missing $${pair##*:}"; \
	  done; \
	  if [ -n "$$missing" ]; then \
	    apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	  fi; \
	fi

clean:
	rm -rf $(VENV) .bench dist journalgen/theme/compiled example-journal/site
