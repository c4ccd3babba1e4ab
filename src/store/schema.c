/* SPDX-License-Identifier: MIT
 * schema.c: the SQL of the schema as part of the program. */
#include "store/inside.h"

__asm__(".section .rodata\n"
        ".global store_schema, store_views, store_to_2, store_to_3, store_to_4\n"
        ".hidden store_schema, store_views, store_to_2, store_to_3, store_to_4\n"
        "store_schema:\n"
        ".incbin \"src/store/schema.sql\"\n"
        ".byte 0\n"
        "store_views:\n"
        ".incbin \"src/store/views.sql\"\n"
        ".byte 0\n"
        "store_to_2:\n"
        ".incbin \"src/store/to_2.sql\"\n"
        ".byte 0\n"
        "store_to_3:\n"
        ".incbin \"src/store/to_3.sql\"\n"
        ".byte 0\n"
        "store_to_4:\n"
        ".incbin \"src/store/to_4.sql\"\n"
        ".byte 0\n"
        ".previous\n");
