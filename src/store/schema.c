/* SPDX-License-Identifier: MIT
 * schema.c: schema.sql as part of the program. */
#include "store/inside.h"

__asm__(".section .rodata\n"
        ".global store_schema\n"
        ".hidden store_schema\n"
        "store_schema:\n"
        ".incbin \"src/store/schema.sql\"\n"
        ".byte 0\n"
        ".previous\n");
