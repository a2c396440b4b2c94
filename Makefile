# Two commands do everything: `make demo` and `make test`. Both make .venv where it is missing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: demo test lint bench score score-own score-revisions clean

demo: $(READY)
	@$(BIN)/planreview demo

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python tests/benchmarks/run.py

# Needs the real plans beside the checkout.
AT_LEAST := meta=1 sections=0.99 tasks=0.99 lines=0.99 titles=0.99 tables=0.99 covered=0.99 targets=0.97 ops=0.95 words=0.97
score: $(READY)
	@$(BIN)/python ../shared/tools/score_outline.py $(addprefix --min ,$(AT_LEAST)) ../shared/expected ../shared/plans -- $(BIN)/planreview parse --json

# The texts of tests/data/plans; -v and --markdown go in SCORE.
score-own: $(READY)
	@$(BIN)/python -m tests.outline_score $(SCORE)

# Revised plans whose truth is known, matched as an import does.
score-revisions: $(READY)
	@$(BIN)/python -m tests.services.revision_score

$(READY): requirements/dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (once) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
