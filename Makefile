# What there is to do in this house. `make` alone tells.
.DEFAULT_GOAL := help
.PHONY: help demo test check bench soak lock clean

BIN := .venv/bin
# One more than there are cores: tests wait for the servers, browsers and clusters that they start.
PROCESSES := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

help:
	@echo "make demo    score the shipped real data, then serve a made-up firm's year (SERVE=0: without serving)"
	@echo "make test    set up what the tests need (Spark and Java, Chromium, PostgreSQL, Dovecot), then check and run every test"
	@echo "make check   lint, types, import contract, dependencies, documents"
	@echo "make bench   measure speed: scoring against a bare scan, start-up, one lead at a time, the web pages of a million"
	@echo "make soak    the agreement of the engines on 10,000 random cases, 1,000 kills, a crowd of processes (long)"
	@echo "make lock    pin the packages of pyproject.toml in requirements/, with hashes"
	@echo "make clean   remove .venv and everything built"

demo:
	@script/setup runtime
	@$(BIN)/python examples/demo.py
	@$(BIN)/python examples/platform.py --port $(or $(PORT),8000) $(if $(filter 0,$(SERVE)),,--serve)

test: check
	$(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadgroup
	$(BIN)/python -m tests.postgresql --numprocesses $(PROCESSES) --dist loadgroup -m database --ignore=tests/crash --ignore=tests/cli --ignore=tests/web --ignore=tests/bench --ignore=tests/architecture
	$(BIN)/python -m tests.postgresql --numprocesses $(PROCESSES) tests/cli/test_export.py tests/cli/test_import_.py -k "comes_back or objections or same_lists or german"

check:
	@script/setup test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python -m pytest --quiet tests/architecture/test_documents.py

bench:
	@script/setup runtime
	@$(BIN)/python bench/run.py
	@$(BIN)/python bench/importing.py
	@$(BIN)/python bench/collecting.py
	@$(BIN)/python bench/pages.py

soak:
	@script/setup test
	$(BIN)/python -m pytest --hypothesis-profile=soak --verbose --numprocesses $(PROCESSES) --dist loadgroup tests/engines/test_agreement.py
	REIF_TEST_ROUNDS=40 $(BIN)/python -m pytest --verbose --numprocesses $(PROCESSES) tests/crash
	REIF_TEST_TURNS=400 $(BIN)/python -m pytest tests/crowd
	REIF_TEST_ROUNDS=3 REIF_TEST_TURNS=400 $(BIN)/python -m tests.postgresql --verbose --numprocesses $(PROCESSES) -m database tests/crash tests/crowd tests/cli tests/web tests/bench tests/architecture
	$(BIN)/python -m tests.postgresql --numprocesses $(PROCESSES) tests/cli/test_export.py tests/cli/test_import_.py

lock:
	@script/setup test
	@script/lock

clean:
	rm -rf .venv .demo build dist src/*.egg-info .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find src tests examples bench -name __pycache__ -type d -exec rm -rf {} +
