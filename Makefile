# make run        installs, indexes samples/ on first start, serves the page
# make test       runs the tests of every day
# make test-long  runs the long proofs: kills, full disks, hostile files, the page at all widths
# make check      what .ci/run runs: format, lint, types, every test
#
# SETS="FOLDER FOLDER"  for make constants, which measures the constants of ranking on them
# ENCODER=NAME          for make constants, another encoder than the usual one
# PYTHON=python3.12     another interpreter, 3.11 or later, for a new environment
# TORCH_INDEX=ADDRESS   the package index to take torch from, where pip's own offers only CUDA builds
# CUDA=1                take the CUDA build of torch, although no NVIDIA driver was found

PYTHON ?= python3
VENV ?= .venv
SAMPLE_LIBRARY ?= .pincite
SETS ?=
ENCODER ?= bundled
TORCH_INDEX ?=
CUDA ?=
PORT ?=

BENCHMARKS ?= sentences encode retrieval dense_index library walks
BIN := $(VENV)/bin
TORCH := $(shell sed -n 's/^ *"\(torch==[^"]*\)".*/\1/p' pyproject.toml)
SAMPLES := $(wildcard samples/documents/*)
# A file's tests share its fixtures: they stay together. Chromium needs the machine for itself;
# where there is none, none of its tests is left, which pytest tells by a 5.
PYTEST := HF_HUB_OFFLINE=1 OMP_NUM_THREADS=1 $(BIN)/pytest
TOGETHER := --numprocesses auto --maxprocesses 4 --dist loadfile
OR_NONE := || [ $$? = 5 ]
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-long check fix samples bench constants install clean distclean

help:
	@sed -n 's/^# \(make.*\)/\1/p' Makefile

run: $(SAMPLE_LIBRARY)/samples-indexed
	$(BIN)/pincite --library $(SAMPLE_LIBRARY) serve $(if $(PORT),--port $(PORT))

test: $(VENV)/installed-dev
	$(PYTEST) $(TOGETHER) -m "not browser and not long"
	$(PYTEST) -m "browser and not long" $(OR_NONE)

test-long: $(VENV)/installed-dev
	$(PYTEST) $(TOGETHER) -m "long and not browser"
	$(PYTEST) -m "long and browser" $(OR_NONE)

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(PYTEST) $(TOGETHER) -m "not browser"
	$(PYTEST) -m browser $(OR_NONE)

fix: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

samples: $(VENV)/installed-dev
	$(BIN)/python samples/make_samples.py

bench: $(VENV)/installed-dev
	@for name in $(BENCHMARKS); do echo "== $$name"; PYTHONPATH=. $(BIN)/python benchmarks/$$name.py || exit 1; done

constants: $(VENV)/installed-dev
	@[ -n "$(SETS)" ] || { echo 'Name folders that pincite evaluate reads: make constants SETS="FOLDER FOLDER"'; exit 1; }
	@for name in sweep chance; do PYTHONPATH=. $(BIN)/python benchmarks/$$name.py $(SETS) --encoder $(ENCODER) || exit 1; done

install: $(VENV)/installed

clean:
	rm -rf $(SAMPLE_LIBRARY) build dist artefacts .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -rf *.egg-info
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)

$(SAMPLE_LIBRARY)/samples-indexed: $(SAMPLES) $(VENV)/prepared
	$(BIN)/pincite --library $(SAMPLE_LIBRARY) index samples/documents
	@touch $@

$(VENV)/prepared: $(VENV)/installed
	$(BIN)/pincite prepare
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(PIP) install --editable '.[dev]'
	@touch $@

$(VENV)/installed: pyproject.toml $(VENV)/torch
	@echo "Installing Pincite into $(VENV) …"
	$(PIP) install --editable .
	@touch $@

# Pip's usual index gives Linux a torch that brings gigabytes of CUDA libraries with it.
# Ask pip what it would do before it does so on a machine that has no use for them.
$(VENV)/torch: $(VENV)/created
	@if [ -z "$(TORCH_INDEX)$(CUDA)" ] && ! command -v nvidia-smi >/dev/null \
	    && $(PIP) install --dry-run --report - '$(TORCH)' | grep -q '"name": "nvidia-'; then \
	  echo "pip would install the CUDA build of torch, about 5 GB, and there is no NVIDIA driver here."; \
	  echo "Take the CPU build: make $(MAKECMDGOALS) TORCH_INDEX=ADDRESS, with the address of the CPU"; \
	  echo "packages that PyTorch's installation page gives; or insist: make $(MAKECMDGOALS) CUDA=1"; \
	  exit 1; \
	fi
	@echo "Installing $(TORCH) (about 750 MB on disk; needed to prepare the encoder) …"
	$(PIP) install $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) '$(TORCH)'
	@touch $@

$(VENV)/created:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Pincite needs Python 3.11 or later: make $(MAKECMDGOALS) PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Pincite needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version). Name another: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu install python3-venv."; exit 1; }
	@touch $@
