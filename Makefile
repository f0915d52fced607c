# Everything starts here: `make demo`, `make test`, `make report DATA=… CITY=… YEAR=…`.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
DATA ?=
CITY ?=
YEAR ?=
FISCAL_START ?= 1
# A desktop sets LANGUAGE=en_US:en for itself; only our two words count, or the command line.
LANGUAGE := $(if $(filter de en,$(LANGUAGE)),$(LANGUAGE),de)
COUNTRY ?=
DEBIAN := chromium gettext poppler-utils libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

.PHONY: setup demo report test pictures soak bench lint audit lock pango system

# The environment; installed anew only when the locked requirements changed.
setup:
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@sum=$$(sha256sum requirements-dev.txt); \
	if [ "$$(cat $(STAMP) 2>/dev/null)" != "$$sum" ]; then \
		echo "Installing the Python packages …"; \
		$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt \
		&& echo "$$sum" > $(STAMP); \
	fi

# Debian packages that are missing, through apt where we may; else one line of what to install.
define debian
	@missing=""; for name in $(1); do \
		dpkg-query -W -f='$${Status}' $$name 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$name"; \
	done; \
	if [ -n "$$missing" ]; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
		else \
			echo "Please install:$$missing (on Debian: sudo apt-get install$$missing)"; \
		fi; \
	fi
endef

pango:
	$(call debian,$(PANGO))

system:
	$(call debian,$(DEBIAN))

demo: setup pango
	@exec $(BIN)/python -m oia.stand demo

report: setup pango
	@test -n "$(DATA)" && test -n "$(CITY)" && test -n "$(YEAR)" || \
		{ echo "Use: make report DATA=folder CITY=name YEAR=year [FISCAL_START=4] [LANGUAGE=de] [COUNTRY=DE]" >&2; exit 2; }
	@exec $(BIN)/python -m oia.stand report --data "$(DATA)" --city "$(CITY)" --year "$(YEAR)" \
		--fiscal-start "$(FISCAL_START)" --language "$(LANGUAGE)" --country "$(COUNTRY)"

test: setup system
	@$(BIN)/python -m pytest -n auto --dist loadfile $(TESTS)

# The trials at full size, all or `ONLY=kills`; writes docs/trials.md.
soak: setup system
	@$(BIN)/python -m tests.soak $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

# The pictures of the manual, from a demonstration that runs at ADDRESS.
pictures: setup system
	@$(BIN)/python -m tests.pictures "$(ADDRESS)" $(ONLY)

vendor: setup
	@$(BIN)/python static/vendor/renew.py

bench: setup pango
	@$(BIN)/python -m tests.bench

# Known vulnerabilities of what is locked; ends with 3 where no advisories can be asked.
audit: setup
	@$(BIN)/python -m tests.audit

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@OIA_NO_SERVERS=1 $(BIN)/mypy .

# Compiles the hashed requirements from pyproject.toml; no package index is written down.
lock: setup
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
		--no-header pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
		--no-header --extra embedded --extra test pyproject.toml -o requirements-dev.txt
