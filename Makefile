# SPDX-License-Identifier: MIT
#
# make                  library (static, shared) and program, in build/
# make demo             installs what is missing, builds, codes the example reports
# make check            installs what is missing, builds, runs every test; last line "N passed, N failed, N skipped"
# make bench            words a second, memory, load time, time of each stage
# make train            the programs that make models/ from treebanks (these alone need OpenBLAS)
# make lint             clang-tidy and cppcheck
# make web              web/dist from web/src, the page of dragoman serve; this alone needs node, and what it makes is kept
# make man              man/ from the program's own tables
# make install          DESTDIR= PREFIX= are heard; make uninstall takes the same files away
#
# SANITIZE=address,undefined   ARENA_DEBUG=1   WERROR=1   BUILD=folder   CC=clang   CFLAGS=-O3

# ---- settings: change these ------------------------------------------------------------------------------------------

VERSION  = 0.1.0
SONAME   = 0
PREFIX  ?= /usr/local
DESTDIR ?=
CFLAGS  ?= -O2 -g
LDFLAGS ?=
JOBS    ?= $(shell nproc 2>/dev/null || echo 2)

# ---- no need to change below -----------------------------------------------------------------------------------------

comma := ,
BUILD ?= build$(if $(SANITIZE),-$(subst $(comma),-,$(SANITIZE)))$(if $(ARENA_DEBUG),-arena)

BINDIR  = $(PREFIX)/bin
LIBDIR  = $(PREFIX)/lib
INCDIR  = $(PREFIX)/include
SHARE   = $(PREFIX)/share/dragoman
MANDIR  = $(PREFIX)/share/man/man1
COMPDIR = $(PREFIX)/share/bash-completion/completions

STD  = -std=c17 -fPIC -fvisibility=hidden -ffp-contract=off
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(if $(WERROR),-Werror)
DEFS = -Iinclude -Isrc -isystem /usr/include/libxml2 -D_GNU_SOURCE $(if $(ARENA_DEBUG),-DARENA_DEBUG)
SAN  = $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer)
ALL_CFLAGS = $(CPPFLAGS) $(DEFS) $(CFLAGS) $(STD) $(WARN) $(SAN)
LDLIBS     = -ljson-c -lsqlite3 -lcurl -lxml2 -levent -lz -lzstd -lutf8proc -lm -lpthread

# The kernels for wide vectors are compiled with their own instruction set, chosen at run time, and only on x86-64.
X86 := $(filter x86_64%,$(shell $(CC) -dumpmachine 2>/dev/null))
$(BUILD)/src/net/kernel_avx2.o:   OWN = -O3 -fno-trapping-math -mavx2
$(BUILD)/src/net/kernel_avx512.o: OWN = -O3 -fno-trapping-math -mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vnni


LIB_SRC := $(filter-out src/cli/%,$(wildcard src/*/*.c))
LIB_SRC := $(if $(X86),$(LIB_SRC),$(filter-out src/net/kernel_avx%,$(LIB_SRC)))
CLI_SRC := $(wildcard src/cli/*.c)
UNIT    := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/test_*.c))
TOOLS   := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/*.c tests/hostile/*.c tests/serve/*.c))
BENCH   := $(patsubst %.c,$(BUILD)/%,$(wildcard bench/*.c))
TRAIN   := $(patsubst train/%.c,$(BUILD)/train/%,$(wildcard train/train_*.c train/make_*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o)
CLI_OBJ := $(CLI_SRC:%.c=$(BUILD)/%.o)
TRAIN_LIB_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(filter-out train/train_% train/make_%,$(wildcard train/*.c)) $(wildcard train/*/*.c))

STATIC  = $(BUILD)/libdragoman.a
SHARED  = $(BUILD)/libdragoman.so.$(VERSION)
PROGRAM = $(if $(CLI_SRC),$(BUILD)/dragoman)

all: $(STATIC) $(SHARED) $(PROGRAM)

# The page, packed, becomes part of the program.
PAGE := $(patsubst web/dist/%,$(BUILD)/page/%.gz,$(wildcard web/dist/*))
$(BUILD)/page/%.gz: web/dist/%
	@mkdir -p $(@D)
	gzip -9 -n -c $< > $@
$(BUILD)/src/serve/page.o: $(PAGE)
$(BUILD)/src/serve/page.o: OWN = -DDRAGOMAN_WEB='"$(BUILD)/page"'

$(BUILD)/src/store/schema.o: $(wildcard src/store/*.sql)

$(STATIC): $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(SHARED): $(LIB_OBJ)
	$(CC) $(SAN) $(LDFLAGS) -shared -Wl,-soname,libdragoman.so.$(SONAME) $(if $(SANITIZE),,-Wl$(comma)-z$(comma)defs) -o $@ $^ $(LDLIBS)
	@ln -sf $(@F) $(BUILD)/libdragoman.so.$(SONAME)
	@ln -sf $(@F) $(BUILD)/libdragoman.so

$(BUILD)/dragoman: $(CLI_OBJ) $(STATIC)
	$(CC) $(SAN) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Objects are made again when the compiler or its flags change; the folder of the installed data is known to one of them.
$(BUILD)/flags:  STAMP = $(CC) $(ALL_CFLAGS)
$(BUILD)/prefix: STAMP = $(SHARE) $(VERSION)
$(BUILD)/flags $(BUILD)/prefix: FORCE
	@mkdir -p $(@D)
	@echo "$(STAMP)" | cmp -s - $@ || echo "$(STAMP)" > $@
$(BUILD)/src/pipeline/engine.o: $(BUILD)/prefix
$(BUILD)/src/pipeline/engine.o: OWN = -DDRAGOMAN_VERSION='"$(VERSION)"' -DDRAGOMAN_SHARE='"$(SHARE)"'

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(OWN) -MMD -MP -c $< -o $@

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(STATIC)
	$(CC) $(SAN) $(LDFLAGS) -o $@ $^ -lcmocka $(LDLIBS)

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(STATIC)
	$(CC) $(SAN) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/bench/%: $(BUILD)/bench/%.o $(STATIC)
	$(CC) $(SAN) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/train/%.o: OWN = -Itrain
$(BUILD)/train/%: $(BUILD)/train/%.o $(TRAIN_LIB_OBJ) $(STATIC)
	$(CC) $(SAN) $(LDFLAGS) -o $@ $^ -lopenblas $(LDLIBS)

unit: $(UNIT)
tools: $(TOOLS) $(BENCH)
train: $(TRAIN)

# ---- what people run -------------------------------------------------------------------------------------------------

deps:
	@scripts/install-deps.sh

demo: deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@scripts/demo.sh $(BUILD)/dragoman

check: deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all unit tools
	@CC="$(CC)" scripts/check.sh $(BUILD)

bench: all $(BENCH)
	@scripts/bench.sh $(BUILD)/dragoman
	@bench/ledger.sh $(BUILD)

lint:
	@scripts/lint.sh

web: web/node_modules/.package-lock.json
	cd web && npm run --silent types && node build.mjs

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --loglevel=error --no-audit --no-fund >/dev/null
	@touch $@

man: $(PROGRAM)
	$(PROGRAM) help --man > man/dragoman.1
	$(PROGRAM) help --completion > man/dragoman.bash

clean:
	rm -rf build build-*

# ---- installation ----------------------------------------------------------------------------------------------------

D = $(DESTDIR)

install: all
	install -d $(D)$(BINDIR) $(D)$(LIBDIR)/pkgconfig $(D)$(INCDIR) $(D)$(MANDIR) $(D)$(COMPDIR) $(D)$(SHARE)
	install -m 755 $(PROGRAM) $(D)$(BINDIR)
	install -m 644 $(STATIC) $(D)$(LIBDIR)
	install -m 755 $(SHARED) $(D)$(LIBDIR)
	ln -sf $(notdir $(SHARED)) $(D)$(LIBDIR)/libdragoman.so.$(SONAME)
	ln -sf libdragoman.so.$(SONAME) $(D)$(LIBDIR)/libdragoman.so
	install -m 644 include/dragoman.h $(D)$(INCDIR)
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' dragoman.pc.in > $(D)$(LIBDIR)/pkgconfig/dragoman.pc
	install -m 644 man/dragoman.1 $(D)$(MANDIR)
	install -m 644 man/dragoman.bash $(D)$(COMPDIR)/dragoman
	cp -R data models $(D)$(SHARE)/
	install -m 644 LICENSE NOTICE $(D)$(SHARE)/

uninstall:
	rm -f $(D)$(BINDIR)/dragoman $(D)$(LIBDIR)/libdragoman.a $(D)$(LIBDIR)/libdragoman.so* $(D)$(INCDIR)/dragoman.h
	rm -f $(D)$(LIBDIR)/pkgconfig/dragoman.pc $(D)$(MANDIR)/dragoman.1 $(D)$(COMPDIR)/dragoman
	rm -rf $(D)$(SHARE)

.PHONY: all unit tools train deps demo check bench lint web man clean install uninstall FORCE
.SECONDARY:
FORCE:

-include $(wildcard $(BUILD)/src/*/*.d $(BUILD)/tests/*.d $(BUILD)/tests/*/*.d $(BUILD)/train/*.d $(BUILD)/train/*/*.d $(BUILD)/bench/*.d)
