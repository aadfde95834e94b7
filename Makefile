# loanfin: loan mathematics as PostgreSQL types, functions and aggregates.
#
#   make demo            sets everything up, builds, shows the extension on a throw-away server
#   make test            sets everything up, runs every suite
#   make dashboard       sets everything up, writes the loan book as a page: build/dashboard/index.html
#   make dist, make deb  the archive for PGXN, Debian packages
#   make && make install && make installcheck PG_CONFIG=/path/to/pg_config
#                        plain PGXS, for a server of one's own
#
# The version is typed once, in loanfin.control.

EXTENSION = loanfin
MODULE_big = loanfin
PG_CONFIG := $(or $(PG_CONFIG),pg_config)

# The SQL of a module is sql/extension/<module>.sql, what types repeat in
# sql/extension/template; build.awk joins them, in the order that they require.
SQL_FRAGMENTS := $(sort $(wildcard sql/extension/*.sql))
SQL_SOURCES := $(SQL_FRAGMENTS) $(wildcard sql/extension/template/*.sql) sql/extension/build.awk

# The pg_regress pairs: sql/<module>.sql and expected/<module>.out.
REGRESS := $(patsubst sql/%.sql,%,$(sort $(wildcard sql/*.sql)))

# One suite each: see test/run.
SUITES = build unit lint regress pgtap perl oracle docs browser clients fuzz cppcheck

EXTVERSION := $(shell sed -n "s/^default_version *= *'\([^']*\)'.*/\1/p" loanfin.control)

# `make demo DATA=dir` is about the data of the demo, PGXS' DATA about files to
# install: the first is kept under another name and out of the second's way.
ifneq (,$(filter command environment,$(origin DATA)))
DEMO_DATA := $(DATA)
endif
override DATA = $(filter-out %.head.sql,$(sort $(wildcard sql/upgrade/*.sql)))

# Scripts of released versions are frozen in sql/upgrade, and so are the steps
# between them; the step from the last release to here is built from a head
# written by hand, if there is one, and from what the fragments have since.
RELEASED := $(patsubst sql/upgrade/loanfin--%.sql,%,$(DATA))
UPGRADE_FROM := $(foreach v,$(filter-out $(EXTVERSION),$(RELEASED)),$(if $(findstring --,$v)$(filter $v--%,$(RELEASED)),,$v))
DATA_built = loanfin--$(EXTVERSION).sql $(UPGRADE_FROM:%=loanfin--%--$(EXTVERSION).sql)

C_HEADERS := $(sort $(wildcard src/*/*/*.h))
OBJS := $(patsubst %.c,%.o,$(sort $(wildcard src/*.c src/*/*/*.c)))

# What changes a result goes here and not into PG_CFLAGS, which JIT bitcode
# never sees.
PG_CPPFLAGS = -Isrc -ffp-contract=off
PG_CFLAGS = -Wextra -Wno-unused-parameter -Wno-sign-compare -Wno-missing-field-initializers \
	-Wno-declaration-after-statement $(call cc_option,-fno-semantic-interposition)

# $(call cc_option,FLAG): the flag, if this compiler knows it.
cc_option = $(shell echo 'int a;' | $(CC) -Werror $(1) -x c -c -o /dev/null - 2>/dev/null && echo '$(1)')

# Before PostgreSQL 16 an extension's symbols are all exported; this list is
# shorter.  Other linkers than GNU's and LLVM's export what they like.
ifneq (,$(filter Linux GNU GNU/kFreeBSD FreeBSD,$(shell uname -s)))
SHLIB_LINK += -Wl,--version-script=src/loanfin.map
endif

# Results of pg_regress go to the ignored build folder; the tests need UTF-8.
REGRESS_OUT = build/regress
REGRESS_OPTS = --outputdir=$(REGRESS_OUT) --load-extension=loanfin --encoding=UTF8 --no-locale
REGRESS_PREP = $(REGRESS_OUT)
EXTRA_CLEAN = build

.DEFAULT_GOAL := all
.PHONY: all setup setup-dashboard setup-packages setup-clients demo dashboard dist deb test bench format docs-update $(SUITES)

all:

setup:
	@test/setup

demo:
	@test/setup
	@DATA='$(DEMO_DATA)' test/with-server demo/run

# Node, its packages as the lock file names them, and a browser for the test.
setup-dashboard:
	@test/setup dashboard
	@test/npm-install demo/dashboard

# What `make deb` needs.
setup-packages:
	@test/setup packages

# Drivers of other languages for the test of clients, and those of node as the lock file names them.
setup-clients:
	@test/setup clients
	@test/npm-install test/clients

dashboard: setup-dashboard
	@DATA='$(DEMO_DATA)' test/with-server demo/dashboard/run

test:
	@test/setup
	@test/run $(SUITES)

# These need a prepared machine: `make setup` once.
$(SUITES):
	@test/run $@

bench:
	@test/with-server test/bench/run

docs-update:
	@test/run --update docs

format:
	@test/lint/format.t --apply

# The archive for PGXN: what is committed, under a folder of its name.
dist:
	@mkdir -p build
	@git -c safe.directory='*' archive --format=zip --prefix=loanfin-$(EXTVERSION)/ -o build/loanfin-$(EXTVERSION).zip HEAD
	@echo build/loanfin-$(EXTVERSION).zip

# Debian packages of what is committed, one a version of PostgreSQL that has its headers here.
deb:
	@rm -rf build/deb && mkdir -p build/deb
	@git -c safe.directory='*' archive --prefix=loanfin-$(EXTVERSION)/ HEAD | tar -x -C build/deb
	@cd build/deb/loanfin-$(EXTVERSION) && pg_buildext updatecontrol && dpkg-buildpackage -us -uc -b
	@ls build/deb/*.deb

$(REGRESS_OUT):
	mkdir -p $@

export PG_CONFIG

PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifneq (,$(wildcard $(PGXS)))
include $(PGXS)

$(OBJS) $(OBJS:.o=.bc): $(C_HEADERS)
$(shlib): src/loanfin.map

loanfin--$(EXTVERSION).sql: $(SQL_SOURCES) loanfin.control Makefile
	@echo 'building $@'
	@LC_ALL=C awk -f sql/extension/build.awk $(SQL_FRAGMENTS) > $@.tmp
	@mv -f $@.tmp $@

$(UPGRADE_FROM:%=loanfin--%--$(EXTVERSION).sql): loanfin--%--$(EXTVERSION).sql: $(SQL_SOURCES) loanfin.control Makefile
	@echo 'building $@'
	@LC_ALL=C awk -v after=$* -v head='$(wildcard sql/upgrade/$(@:.sql=.head.sql))' \
		-f sql/extension/build.awk $(SQL_FRAGMENTS) > $@.tmp
	@mv -f $@.tmp $@
else
all install uninstall installcheck clean:
	@echo 'no PGXS found with PG_CONFIG=$(PG_CONFIG): install the package postgresql-server-dev-NN of your server (make setup does)' >&2; exit 1
endif
