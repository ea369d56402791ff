# The Moves Desk: every command a person needs. `make help` lists them.
#
# The first command in a fresh clone builds .venv from a lock with hashes; stamp files inside it make later ones quick.
# Another Python than the one found: make PYTHON=/path/to/python3.12 run

SHELL := /bin/sh
.DEFAULT_GOAL := help
VENV := .venv
TRAINING_VENV := .venv-training
TORCH := torch==2.13.0
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input
PIP_INSTALL := $(PIP) install -qq --require-hashes --only-binary :all:
# Candidates in order of preference; a shim of a version manager may exist and still not run, so each is tried.
PYTHON ?=
PYTHONS := $(if $(PYTHON),$(PYTHON),python3 python3.13 python3.12 python3.11 /usr/bin/python3)
IS_IN_RANGE := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
IS_FIT := import venv, ensurepip; $(IS_IN_RANGE)
# What a run of the tests adds to the runner's arguments: make test ARGS="-k inbox"
ARGS ?=
# make lock UPGRADE=--upgrade, or UPGRADE='--upgrade-package django'
UPGRADE ?=

.PHONY: help run test check bench format lock train clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.runtime ## start the desk: web and worker, on the embedded default
	@exec $(PY) manage.py up

test: $(VENV)/.dev ## run the whole test suite; ARGS="-k inbox" narrows it
	@exec $(PY) -m tests.run $(ARGS)

check: $(VENV)/.dev ## the fast checks: ruff, mypy, import-linter, missing migrations, vendored files
	@$(PY) -m tests.check

bench: $(VENV)/.dev ## speed against bare spaCy, two processes, hostile texts, memory: some minutes; ARGS="--json"
	@exec $(PY) -m benchmarks $(ARGS)

format: $(VENV)/.dev ## put the Python files into the one format, and mend what ruff can
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

UV_COMPILE := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" $(UPGRADE)

lock: $(VENV)/.dev ## remake the locks from requirements*.in and training/; UPGRADE=--upgrade takes newer versions
	$(UV_COMPILE) requirements.in --output-file requirements.lock
	$(UV_COMPILE) --constraint requirements.lock requirements-dev.in --output-file requirements-dev.lock
	$(UV_COMPILE) --constraint requirements.lock --override training/overrides.txt training/requirements.in --output-file training/requirements.lock

train: $(TRAINING_VENV)/.made ## teach the reader anew from training/corpus; ARGS="--also MORE.jsonl" for more
	@exec $(TRAINING_VENV)/bin/python -m training $(ARGS)

clean: ## throw the virtual environment and the tools' caches away; the data in var/ stays
	rm -rf $(VENV) $(TRAINING_VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# Debian's python3 comes without its venv module; as root, as in a container, that is mended on the way.
$(VENV)/.made:
	@find_fit() { \
		for one in $(PYTHONS); do if "$$one" -c '$(IS_FIT)' >/dev/null 2>&1; then echo "$$one"; return; fi; done; \
	}; \
	found=$$(find_fit); \
	if [ -z "$$found$(PYTHON)" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
			/usr/bin/python3 -c '$(IS_IN_RANGE)' 2>/dev/null && ! /usr/bin/python3 -c 'import ensurepip' 2>/dev/null; then \
		echo "Installing python3-venv with apt-get, once ..."; \
		apt-get update -qq; \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null; \
		found=$$(find_fit); \
	fi; \
	if [ -z "$$found" ]; then \
		seen=$$(for one in $(PYTHONS); do echo " $$one ($$("$$one" --version 2>/dev/null || echo missing))"; done); \
		echo "The Moves Desk needs Python 3.11, 3.12 or 3.13 with its venv module (on Debian: apt install python3-venv);" \
			"found:" $$seen. "Name another with: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; \
		exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$found" --version) ..."; \
	"$$found" -m venv --clear $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.lock
	@echo "Installing requirements.lock into $(VENV) ..."
	@$(PIP_INSTALL) -r requirements.lock
	@touch $@

# The development lock holds the other one whole and agrees with it, so one installation serves both stamps.
$(VENV)/.dev: $(VENV)/.made requirements.lock requirements-dev.lock
	@echo "Installing requirements-dev.lock into $(VENV) ..."
	@$(PIP_INSTALL) -r requirements-dev.lock
	@touch $(VENV)/.runtime $@

# torch comes by pip, in the build for processors: a universal lock would bring that for graphics cards. The desk is
# installed as well, to try what was taught.
$(TRAINING_VENV)/.made: $(VENV)/.runtime training/requirements.lock
	@echo "Installing training/requirements.lock and $(TORCH) into $(TRAINING_VENV) ..."
	@$(PY) -m venv --clear $(TRAINING_VENV)
	@$(TRAINING_VENV)/bin/python -m pip --disable-pip-version-check --no-input install -qq --require-hashes \
		--only-binary :all: --no-deps -r training/requirements.lock
	@$(TRAINING_VENV)/bin/python -m pip --disable-pip-version-check --no-input install -qq --only-binary :all: $(TORCH)
	@touch $@
