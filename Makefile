# The only set-up there is: each target first makes sure of what it needs in .venv.
# PORT=8001 changes the port, PYTHON=python3.12 the interpreter, ARGS="-k gaps" goes to pytest.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
UV ?= uv
export PORT

BIN := .venv/bin
INSTALL := PYTHONDONTWRITEBYTECODE=1 $(PYTHON) -m scripts.environment
COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock' --constraint requirements/lts.txt

.DEFAULT_GOAL := help
.PHONY: help app tools run dev admin test test-next coverage lint format fixtures screenshots bench lock

help: ## Print this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "make %-12s %s\n", $$1, $$2 }'

app:
	@$(INSTALL) app

tools:
	@$(INSTALL) test

run: app ## Serve the site at http://localhost:8000/ (PORT=…)
	@exec $(BIN)/python manage.py serve

dev: app ## The same with Django's development server: reloads, shows errors in full
	@DEBUG=on $(BIN)/python manage.py serve --prepare-only
	@DEBUG=on exec $(BIN)/python manage.py runserver $(PORT)

admin: app ## Make an account for the admin
	@$(BIN)/python manage.py createsuperuser

test: tools ## Run every test on SQLite and PostgreSQL, and in Chromium (ARGS=…)
	@$(BIN)/python -m scripts.run_tests $(ARGS)

test-next: ## The same on the newest Django allowed (PYTHON=python3.12 or newer)
	@$(INSTALL) --next test
	@.venv-next/bin/python -m scripts.run_tests $(ARGS)

coverage: tools ## Run the tests on SQLite and tell which lines none of them reaches
	@$(BIN)/python -m pytest -n auto --cov --cov-report=term-missing:skip-covered $(ARGS)

# No reformatting of templates: the formatter puts white space inside quotations.
lint: tools ## Check style, types and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/djlint --quiet --lint --profile jinja --extension jinja templates
	$(BIN)/mypy

format: tools ## Put the Python files into their form
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

fixtures: app ## Build fixtures/ again from the stored texts and the curation files
	@$(BIN)/python manage.py build_fixtures

screenshots: tools ## Take pictures of every kind of page, at 1280 and 390 pixels, light and dark
	@$(BIN)/python -m scripts.screenshots $(ARGS)

bench: app ## Measure the site beside raw SQL, empty pages and Datasette (ARGS="--sizes 100 --seconds 1")
	@$(INSTALL) bench
	@$(BIN)/python -m scripts.bench $(ARGS)

lock: ## Maintainers: choose versions anew and write the locks (needs uv)
	$(COMPILE) --upgrade pyproject.toml --output-file requirements/app.txt
	$(COMPILE) --upgrade --constraint requirements/app.txt --extra test pyproject.toml --output-file requirements/test.txt
	$(COMPILE) --upgrade --constraint requirements/app.txt --extra bench pyproject.toml --output-file requirements/bench.txt
