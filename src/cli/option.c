/* SPDX-License-Identifier: MIT
 * Arguments against a command's table: --name, --name=value, --name value, -x, -xvalue, -x value, "--" ends options. */
#include "cli/command.h"

#include "record/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct arguments {
    const cli_command *command;
    char **items; /* [count] */
    int count, at;
    cli_settings *settings;
} arguments;

static bool wrong(const arguments *a, const char *what, const char *which)
{
    cli_complain("%s: %s \"%s\" (see dragoman %s --help)", a->command->name, what, which, a->command->name);
    return false;
}

static bool push(cli_list *list, const char *item)
{
    const char **bigger = realloc(list->items, (list->count + 1) * sizeof *bigger);
    if (bigger == NULL) {
        cli_complain("out of memory");
        return false;
    }
    list->items = bigger;
    list->items[list->count++] = item;
    return true;
}

static bool is_among(const char *word, const char *choices)
{
    str rest = str_of(choices);
    while (rest.p != NULL)
        if (str_equal(str_of(word), str_cut(rest, '|', &rest)))
            return true;
    return false;
}

static bool set_value(const arguments *a, const cli_option *o, const char *value)
{
    void *field = (char *)a->settings + o->offset;
    rec_date date;
    switch (o->kind) {
    case CLI_FLAG: *(bool *)field = true; return true;
    case CLI_NUMBER:
        if (!str_integer(str_of(value), field) || *(long *)field < 1 || *(long *)field > 1000000)
            return wrong(a, "not a number from 1 to 1000000:", value);
        return true;
    case CLI_CHOICE:
        if (!is_among(value, o->argument)) {
            cli_complain("%s: --%s must be %s, not \"%s\"", a->command->name, o->name, o->argument, value);
            return false;
        }
        break;
    case CLI_DATE:
        if (!record_date_parse(str_of(value), &date))
            return wrong(a, "not a date like 2025-03-08:", value);
        break;
    case CLI_MANY:
    case CLI_PAIR: return push(field, value);
    case CLI_TEXT: break;
    }
    *(const char **)field = value;
    return true;
}

/* The value behind an option: in the same argument, or the next argument. */
static bool take_value(arguments *a, const cli_option *o, const char *attached)
{
    if (o->kind == CLI_FLAG)
        return attached ? wrong(a, "no value is wanted by", a->items[a->at]) : set_value(a, o, NULL);
    if (attached == NULL && a->at + 1 >= a->count)
        return wrong(a, "a value is wanted by", a->items[a->at]);
    if (!set_value(a, o, attached ? attached : a->items[++a->at]))
        return false;
    if (o->kind != CLI_PAIR)
        return true;
    if (a->at + 1 >= a->count)
        return wrong(a, "a second value is wanted by", o->name);
    return set_value(a, o, a->items[++a->at]);
}

static const cli_option *find_long(const cli_option *o, str name)
{
    while (o->name != NULL && !str_equal(str_of(o->name), name))
        o++;
    return o->name ? o : NULL;
}

static const cli_option *find_letter(const cli_option *o, char letter)
{
    while (o->name != NULL && o->letter != letter)
        o++;
    return o->name ? o : NULL;
}

static bool take_option(arguments *a, const char *text)
{
    const cli_option *o;
    if (text[1] == '-') {
        str value, name = str_cut(str_of(text + 2), '=', &value);
        o = find_long(a->command->options, name);
        return o ? take_value(a, o, value.p) : wrong(a, "unknown option", text);
    }
    o = find_letter(a->command->options, text[1]);
    return o ? take_value(a, o, text[2] ? text + 2 : NULL) : wrong(a, "unknown option", text);
}

int cli_parse_options(const cli_command *command, int count, char **items, cli_settings *settings)
{
    arguments a = {.command = command, .items = items, .count = count, .settings = settings};
    bool options_over = false;
    *settings = (cli_settings){.command = command};
    for (; a.at < count; a.at++) {
        const char *text = items[a.at];
        bool is_option = !options_over && text[0] == '-' && text[1] != 0;
        if (is_option && strcmp(text, "--") == 0)
            options_over = true;
        else if (!(is_option ? take_option(&a, text) : push(&settings->inputs, text)))
            return CLI_USAGE;
    }
    if (settings->help)
        return CLI_GOOD;
    if (settings->inputs.count > command->most) {
        (void)wrong(&a, "one too many:", settings->inputs.items[command->most]);
        return CLI_USAGE;
    }
    if (settings->inputs.count < command->least) {
        cli_complain("%s: %s is missing (see dragoman %s --help)", command->name, command->operands, command->name);
        return CLI_USAGE;
    }
    return CLI_GOOD;
}

void cli_settings_release(cli_settings *settings)
{
    free(settings->inputs.items);
    free(settings->actors.items);
    free(settings->between.items);
    free(settings->types.items);
    free(settings->statuses.items);
    *settings = (cli_settings){0};
}
