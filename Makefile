# Settings
CC      ?= cc
CFLAGS  ?= -O2 -g
BUILD   ?= build
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion
CPPFLAGS += -Iinclude -Isrc -D_GNU_SOURCE -MMD -MP
STD      = -std=c17 -fPIC -fvisibility=hidden -ffp-contract=off
LDLIBS   = -ljson-c -lutf8proc -lm -lpthread

LIB_SRC := $(filter-out src/cli/%,$(wildcard src/*/*.c))
CLI_SRC := $(wildcard src/cli/*.c)
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o)
CLI_OBJ := $(CLI_SRC:%.c=$(BUILD)/%.o)

all: $(BUILD)/libdragoman.a
$(BUILD)/libdragoman.a: $(LIB_OBJ)
	rm -f $@; ar rcs $@ $^
$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(STD) $(WARN) -c $< -o $@
-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d)
