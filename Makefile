# Tasks of the project; `make help` lists them. Everything is installed into .venv and nothing outside it.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test browser lint fix bench eval figures peers corpus lock

HOST ?= 127.0.0.1
PORT ?= 7860
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)

QUESTIONS ?= src/qa/evaluate/questions/fresh.jsonl

PY := .venv/bin/python
PEERS := .peers
INSTALLED := .venv/.installed
MODEL := models/multilingual-e5-small/modules.json
INDEX := index/manifest.json

help: ## List these tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(INDEX) ## Install, prepare the default model and build the index, as far as needed
	@:

run: setup ## Serve the page on http://127.0.0.1:7860 (HOST and PORT change it)
	@exec $(PY) -m qa serve --host $(HOST) --port $(PORT)

test: setup browser ## Run every test, those in a real browser included
	@$(PY) -m pytest -q -n 2 --dist loadfile $(ARGS)

browser:
	@sh .ci/browser

lint: $(INSTALLED) ## Check style, formatting and types
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

fix: $(INSTALLED) ## Mend what the style checks can mend by themselves
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

bench: setup ## Measure the performance table of the README, here and now
	@$(PY) -m qa bench

eval: setup ## Score the fresh labelled questions, by kind (QUESTIONS= for others)
	@$(PY) -m qa eval $(QUESTIONS)

figures: setup ## Measure everything again and write it into both READMEs
	@$(PY) bench/figures.py

peers: setup $(PEERS)/.installed ## Measure Wence beside other systems and write that into both READMEs
	@$(PY) -m bench.peers.compare $(QUESTIONS) --peers $(PEERS)/bin/python --sizes 174,1000,10000 --write

corpus: $(INSTALLED) ## Recover corpus/ again from its damaged source
	@$(PY) -m qa.read.recover

lock: $(INSTALLED) ## Write the versions installed now into constraints.txt
	@$(PY) -m pip freeze --exclude-editable | sed 's/+cpu$$//' > constraints.txt

$(INSTALLED): requirements.txt constraints.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更高版本：请先安装，或用 make PYTHON=/路径/python3 指定。" >&2; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv --clear .venv || { rm -rf .venv; \
		echo "无法建立 .venv：Debian 或 Ubuntu 请先安装 python3-venv。" >&2; exit 1; }
	@echo "正在安装依赖（首次约需几分钟）……"
	@$(PY) -m pip install --quiet --disable-pip-version-check --retries 5 --requirement requirements.txt \
		--editable . || { echo "依赖没有装好：请检查软件包源是否可用，然后重新运行。" >&2; exit 1; }
	@touch $@

$(PEERS)/.installed: bench/peers/requirements.txt
	@$(PYTHON) -m venv --clear $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --retries 5 --requirement $<
	@touch $@

$(MODEL): | $(INSTALLED)
	@$(PY) -m qa.index.prepare

$(INDEX): $(MODEL) $(wildcard corpus/*.json corpus/*.jsonl corpus/asked/*.jsonl) | $(INSTALLED)
	@$(PY) -m qa build
