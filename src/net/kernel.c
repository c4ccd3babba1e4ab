/* SPDX-License-Identifier: MIT */
#include "net/kernel.h"

#include <string.h>

static bool runs_here(const char *name)
{
#if defined(__x86_64__)
    if (strcmp(name, "avx512") == 0)
        return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
    if (strcmp(name, "avx2") == 0)
        return __builtin_cpu_supports("avx2") != 0;
#endif
    return strcmp(name, "portable") == 0;
}

const kernel *kernel_named(const char *name)
{
    static const kernel *const all[] = {
#if defined(__x86_64__)
        &kernel_avx512,
        &kernel_avx2,
#endif
        &kernel_portable,
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i]->name, name) == 0 && runs_here(name))
            return all[i];
    return NULL;
}

const kernel *kernel_best(void)
{
    static const char *const order[] = {"avx512", "avx2", "portable"};
    for (int i = 0; i < 2; i++) {
        const kernel *k = kernel_named(order[i]);
        if (k != NULL)
            return k;
    }
    return &kernel_portable;
}
