/*
 * forge.h: what the testers of forged bytes without a server share: their
 * arguments, a pool of samples a type, what became of its forgeries, the report.
 */
#ifndef FUZZ_FORGE_H
#define FUZZ_FORGE_H

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "test/fuzz/mutate.h"
#include "test/unit/random.h"

#define POOL_SIZE 64

typedef struct FuzzPool {
    const char *name; /* of the type */
    FuzzBytes sample[POOL_SIZE];
    uint32_t samples;
    int64_t refused;
    int64_t accepted;
    int64_t left; /* too long to follow */
} FuzzPool;

/* RUNS and SEED of the command line: returns the runs. */
static inline int64_t
fuzz_begin(int argc, char **argv, uint64_t *state)
{
    *state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    random_state ^= *state * UINT64_C(0x9e3779b97f4a7c15);
    return argc > 1 ? strtoll(argv[1], NULL, 10) : 1000000;
}

static inline void
fuzz_fail(const char *name, const uint8_t *forged, size_t length, const char *what)
{
    printf("not ok - %s: %s: \\x", name, what);
    for (size_t i = 0; i < length; i++)
        printf("%02x", forged[i]);
    printf("\n");
    exit(1);
}

/* One more sample; in a full pool it takes the place of another. */
static inline void
fuzz_keep(FuzzPool *pool, const void *data, size_t length)
{
    int64_t at = pool->samples < POOL_SIZE ? pool->samples++ : random_between(0, POOL_SIZE - 1);

    if (length <= FUZZ_MAX_BYTES)
        fuzz_copy(&pool->sample[at], data, length);
}

static inline void
fuzz_accepted(FuzzPool *pool, const void *data, size_t length)
{
    pool->accepted++;
    if (random_chance(8))
        fuzz_keep(pool, data, length);
}

/* Changes of the bytes of a sample; good until the next call. */
static inline const FuzzBytes *
fuzz_forge(const FuzzPool *pool, uint64_t *state)
{
    static FuzzBytes forgery;
    const FuzzBytes *from = &pool->sample[fuzz_below(state, pool->samples)];

    fuzz_copy(&forgery, from->data, from->length);
    fuzz_mutate_binary(&forgery, &pool->sample[fuzz_below(state, pool->samples)], state);
    return &forgery;
}

/* Prints the result; one in `refused_of` at least is to be refused. */
static inline bool
fuzz_report(const FuzzPool *pool, int number, int64_t runs, int64_t refused_of)
{
    bool fine = pool->accepted > runs / 1000 && pool->refused > runs / refused_of &&
                pool->left <= runs / 20;

    printf("# %s: accepted %" PRId64 ", refused %" PRId64 ", left %" PRId64 "\n", pool->name,
           pool->accepted, pool->refused, pool->left);
    printf("%sok %d - of forgeries of %s some are accepted, some refused\n", fine ? "" : "not ",
           number, pool->name);
    return fine;
}

#endif
