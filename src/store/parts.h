/* SPDX-License-Identifier: MIT
 * parts.h: parts of a record, which is JSON: NULL, the empty slice or `missing` where there is none of the kind. */
#ifndef STORE_PARTS_H
#define STORE_PARTS_H

#include "base/str.h"

#include <json-c/json.h>

static inline struct json_object *part_of(struct json_object *o, const char *name)
{
    struct json_object *v = NULL;
    return json_object_object_get_ex(o, name, &v) ? v : NULL;
}

static inline str part_text(struct json_object *o, const char *name)
{
    struct json_object *v = part_of(o, name);
    if (v == NULL || !json_object_is_type(v, json_type_string))
        return (str){NULL, 0};
    return (str){json_object_get_string(v), (size_t)json_object_get_string_len(v)};
}

static inline int64_t part_integer(struct json_object *o, const char *name, int64_t missing)
{
    struct json_object *v = part_of(o, name);
    return v == NULL || (!json_object_is_type(v, json_type_int) && !json_object_is_type(v, json_type_double)) ? missing : json_object_get_int64(v);
}

static inline double part_number(struct json_object *o, const char *name, double missing)
{
    struct json_object *v = part_of(o, name);
    return v == NULL || (!json_object_is_type(v, json_type_int) && !json_object_is_type(v, json_type_double)) ? missing : json_object_get_double(v);
}

static inline size_t part_count(struct json_object *list)
{
    return list != NULL && json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
}

static inline struct json_object *part_at(struct json_object *list, size_t at)
{
    return at < part_count(list) ? json_object_array_get_idx(list, at) : NULL;
}

#endif
