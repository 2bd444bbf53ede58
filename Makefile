# What can be done here. GNU make, a POSIX shell and Python 3.11, 3.12 or 3.13 are all it takes;
# every target makes the virtual environment itself. Without make: docs/start.md has the commands.
#
#   make demo          read the examples, leave demo/report.html and demo/ledger.db
#   make test          the whole test suite
#   make lint types    ruff; mypy
#   make docs          run every code block of README.md and docs/; make docs-update writes back what they print
#   make quality       scores on every gold set present, none below its floor
#   make bench         accuracy and speed, as tables
#   make gazetteer     pack the places anew; make models trains the reader's models anew
#   make wheelhouse    wheels for a machine without network (docs/offline.md)
#   make requirements  pin the dependencies anew
#   make clean         remove everything that these targets made, .venv too
#
# make PYTHON=/path/to/python3.12 demo    chooses the Python

PYTHON =
VENV = .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check
PIN = UV_CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/uv pip compile --quiet --generate-hashes --no-annotate \
      --no-emit-index-url
PIN_ALL = $(PIN) --universal --python-version 3.11 $(UPGRADE)
UPGRADE =

# another kind of machine that `make wheelhouse` packs for, as uv and as pip name it
FOR =
PY = 3.12
TRIPLE_windows = x86_64-pc-windows-msvc
TRIPLE_macos = aarch64-apple-darwin
TRIPLE_linux = x86_64-unknown-linux-gnu
WHEELS_windows = --python-version $(PY) --platform win_amd64
WHEELS_macos = --python-version $(PY) --platform macosx_14_0_arm64 --platform macosx_14_0_universal2
WHEELS_linux = --python-version $(PY) --platform manylinux_2_28_x86_64 --platform manylinux2014_x86_64
PIN_FOR = $(PIN) --python-platform $(TRIPLE_$(FOR)) --python-version $(PY)

.PHONY: demo test lint types docs docs-update quality bench gazetteer models wheelhouse requirements clean help
.DELETE_ON_ERROR:

help:
	@sed -n '/^#   make/s/^# *//p' Makefile

# ---------------------------------------------------------------- the virtual environment
$(BIN)/python:
	@for p in $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3 python); do \
	  if "$$p" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; \
	  then "$$p" -m venv $(VENV) && echo "$(VENV): $$($(BIN)/python --version)" && exit 0; exit 1; fi; \
	done; \
	echo "No usable Python among: $(if $(PYTHON),$(PYTHON),python3.13 python3.12 python3.11 python3 python)." \
	  "Counterclaim needs 3.11, 3.12 or 3.13 with its venv module (on Debian: apt-get install python3-venv)." \
	  "Name one: make PYTHON=/path/to/python3.12" >&2; exit 1

$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.data: requirements-data.txt $(VENV)/.dev
	$(PIP) install --quiet --require-hashes -r requirements-data.txt
	@touch $@

# ---------------------------------------------------------------- for users
demo: $(VENV)/.run
	@mkdir -p demo && rm -f demo/ledger.db demo/ledger.db-wal demo/ledger.db-shm demo/report.html
	$(BIN)/counterclaim read examples/articles --into demo/ledger.db
	$(BIN)/counterclaim report --ledger demo/ledger.db -o demo/report.html
	@echo "demo/ledger.db holds the claims; open demo/report.html in a browser."

# For this machine and this Python; or FOR=windows, FOR=macos or FOR=linux with PY=3.11, 3.12 or 3.13.
wheelhouse: $(VENV)/.dev
	@rm -rf wheelhouse && mkdir wheelhouse
	$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir wheelhouse .
	$(if $(FOR),$(PIN_FOR) requirements.txt -o wheelhouse/requirements.txt,cp requirements.txt wheelhouse/)
	$(PIP) download --quiet --require-hashes --only-binary :all: $(WHEELS_$(FOR)) --dest wheelhouse \
	  -r wheelhouse/requirements.txt
	@cp docs/offline.md wheelhouse/
	@echo "wheelhouse/: $$(ls wheelhouse/*.whl | wc -l) wheels. Carry it over and follow offline.md in it."

# ---------------------------------------------------------------- for those who change it
test: $(VENV)/.dev
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

docs: $(VENV)/.dev
	$(BIN)/python -m pytest tests/test_docs.py

docs-update: $(VENV)/.dev
	$(BIN)/python -m tools.run_docs README.md docs/*.md

quality: $(VENV)/.dev
	$(BIN)/python -m bench.gate

bench: $(VENV)/.dev
	$(BIN)/python -m bench.accuracy
	$(BIN)/python -m bench.speed

gazetteer: $(VENV)/.data
	$(BIN)/python -m tools.build_gazetteer

models: $(VENV)/.data
	$(BIN)/python -m tools.train_reader

# make requirements            keep what is pinned where it still fits
# make requirements UPGRADE=-U take the newest of everything
requirements: $(VENV)/.dev
	$(PIN_ALL) pyproject.toml --group data -o requirements-data.txt
	$(PIN_ALL) pyproject.toml --group dev -c requirements-data.txt -o requirements-dev.txt
	$(PIN_ALL) pyproject.toml --group build -c requirements-data.txt -o requirements.txt

clean:
	rm -rf $(VENV) build dist demo wheelhouse .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
