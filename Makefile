# Two commands matter: `make practice` serves the first drill, `make test` checks everything.

# The first interpreter that is new enough; `make practice PYTHON=/path/to/python` chooses another.
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(name))))
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OTHERS := $(VENV)/others

.PHONY: practice test lint crosscheck bench mutants kills explanations pictures clean
.DEFAULT_GOAL := practice

practice: $(READY)
	@test -f workspace/practice.toml || $(BIN)/practice init workspace
	@cd workspace && ../$(BIN)/practice next
	@printf '%s\n' '' 'To go on in this shell:  source $(BIN)/activate && cd workspace'

test: lint crosscheck
	@$(BIN)/python -m pytest -n auto --dist loadfile --ignore tests/crosscheck

# The answers against other libraries, which are installed apart from what learners have.
crosscheck: $(OTHERS)/.ready
	@PRACTICE_CROSSCHECK=1 PYTHONPATH=$(OTHERS) $(BIN)/python -m pytest tests/crosscheck

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(READY)
	@$(BIN)/python -m bench

# Does the judge tell right from wrong? What `make test` samples, all of it. Never timed whole: three
# exercises took 116 s of processor time, and there are 12,300 mutants, so one to two hours on two cores.
mutants: $(READY)
	@$(BIN)/python -m bench.mutants
	@PRACTICE_WHOLE=1 $(BIN)/python -m pytest -n auto --dist loadfile tests/grader/test_wrapped.py

# Is anything lost or there twice when commands are killed at any moment? About two minutes.
kills: $(READY)
	@$(BIN)/python -m bench.kills

# docs/explanations.md: what the learner is told about every wrong variant we know.
explanations: $(READY)
	@$(BIN)/python -m bench.explanations

# docs/prerequisites.svg and docs/catalogue.md: which exercise builds on which, and all of them.
pictures: $(READY)
	@$(BIN)/python -m bench.pictures

# Made once, and again when what it is made from changes.
$(READY): pyproject.toml constraints.txt
	@test -n '$(PYTHON)' || { echo 'practice needs Python 3.11 or newer, and none was found. Install one, or name it: make PYTHON=/path/to/python3' >&2; exit 1; }
	@echo 'Installing into $(VENV) (torch is large: the first time takes some minutes) ...'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'Python could not make $(VENV). On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

$(OTHERS)/.ready: $(READY) tests/crosscheck/requirements.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --upgrade --target $(OTHERS) -r tests/crosscheck/requirements.txt
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
