# make run    sets up .venv and starts the advisor (the bot where DISCORD_TOKEN is set)
# make test   sets up .venv and runs the tests
# make check  lint, types and content
# make bench  how fast it starts and answers
# make pictures  draws the pictures that README.md shows
# make learned  keeps what the shipped knowledge teaches, so that a first start is quick
# make lock   writes requirements*.txt anew after a change of pyproject.toml (UPGRADE=--upgrade: with newer versions)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
# Of others only what the lock names, byte for byte, and ready-made: their code does not run while we install.
# Where a system has no ready-made package: make ONLY_BINARY= run
ONLY_BINARY := --only-binary :all:
LOCKED := $(PIP) --require-hashes $(ONLY_BINARY) --requirement
OURS := $(PIP) --no-deps --no-build-isolation --editable .
LOCK := $(VENV)-lock/bin/uv pip compile pyproject.toml --quiet --group build --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-header $(UPGRADE)

# A system update or a moved folder can leave an environment whose Python is gone: it is then set up anew.
$(shell test ! -e $(VENV) || $(BIN)/python -c '' 2>/dev/null || rm -f $(VENV)/.run $(VENV)/.test)

learned: $(VENV)/.test
	$(BIN)/python -m benchmarks.learned

.PHONY: run test check bench learned lock pictures clean
.SILENT:

run: $(VENV)/.run
	exec $(BIN)/python -m bot

test: $(VENV)/.test
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(VENV)/.test
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m bot check

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks.cold_start
	$(BIN)/python -m benchmarks.answer_speed
	$(BIN)/python -m benchmarks.pictures --number 200

SHOWN = --skills "python advanced, sql intermediate, git beginner, docker basics, etl basics"

pictures: $(VENV)/.run
	$(BIN)/python -m bot --database :memory: chart gap data-engineer $(SHOWN) --out docs/gap.png
	$(BIN)/python -m bot --database :memory: chart roadmap data-engineer $(SHOWN) --out docs/roadmap.png
	$(BIN)/python -m bot --database :memory: chart salary machine-learning-engineer --out docs/salary.png

# In an environment of its own: what makes the lock is in none of ours.
lock:
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(LOCK) --output-file requirements.txt
	$(LOCK) --output-file requirements-dev.txt --extra dev --constraint requirements.txt

# Standard input belongs to the advisor (piped questions), so the set-up reads nothing of it.
$(VENV)/.run: pyproject.toml requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 run")'
	echo 'Setting up $(VENV); this takes a minute, once.' >&2
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) </dev/null \
		|| { echo 'The venv module is needed; on Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	$(LOCKED) requirements.txt </dev/null
	$(OURS) </dev/null
	touch $@

$(VENV)/.test: $(VENV)/.run requirements-dev.txt
	$(LOCKED) requirements-dev.txt </dev/null
	touch $@

clean:
	rm -rf $(VENV) $(VENV)-lock build *.egg-info
