.DEFAULT_GOAL := help
.PHONY: help run test check bench chaos phone clean
.SUFFIXES:
MAKEFLAGS += --no-print-directory --no-builtin-rules

python := .venv/bin/python

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile

run: ## Start the newsroom with its database and a demo; PORT=8000, HOST=127.0.0.1
	@sh tools/environment.sh embedded
	@exec $(python) -m newsroom.local.run

test: ## Run all tests, those in the browser too; TESTS=tests/articles/text for some
	@sh tools/environment.sh dev
	@sh tools/test.sh $(TESTS)

check: ## Check style, types, migrations, settings, templates and translations
	@sh tools/environment.sh dev
	@sh tools/check.sh

bench: ## Measure the public site against a bare Django view, and the newsroom's lists; N=20000 stories, ROUNDS=5
	@sh tools/environment.sh embedded
	@$(python) -m tools.bench

chaos: ## Kill the wire's processes at random and hold each client's copy against the server's; N=2000 dispatches
	@sh tools/environment.sh embedded
	@$(python) -m tools.chaos $(N)

phone: ## Look at a running site as a slow phone does, with Lighthouse; SITE=https://…
	@sh tools/environment.sh dev
	@SITE=$(SITE) $(python) -m tools.phone

clean: ## Remove the environment and what was built; the data in var/ stays
	@rm -rf .venv var/static .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} +
