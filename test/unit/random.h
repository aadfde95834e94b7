/*
 * random.h: the same random numbers in every run of a test program, small ones
 * as often as large ones.  RANDOM_SEED in the environment starts elsewhere.
 */
#ifndef LF_TEST_RANDOM_H
#define LF_TEST_RANDOM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

static uint64_t random_state = UINT64_C(88172645463325252);

static inline void
random_begin(void)
{
    const char *seed = getenv("RANDOM_SEED");

    if (seed != NULL)
        random_state ^= strtoull(seed, NULL, 10) * UINT64_C(0x9e3779b97f4a7c15);
    if (random_state == 0)
        random_state = 1;
}

/* xorshift64*: Vigna, An experimental exploration of Marsaglia's generators. */
static inline uint64_t
random_word(void)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * UINT64_C(0x2545f4914f6cdd1d);
}

/* least .. greatest, both included. */
static inline int64_t
random_between(int64_t least, int64_t greatest)
{
    uint64_t span = (uint64_t)greatest - (uint64_t)least + 1;

    return (int64_t)((uint64_t)least + (span == 0 ? random_word() : random_word() % span));
}

static inline bool
random_chance(int one_in)
{
    return random_word() % (uint64_t)one_in == 0;
}

/* Up to `bits` significant bits, each length as often as any other. */
static inline uint64_t
random_bits(int bits)
{
    int keep = (int)random_between(0, bits);

    return keep == 0 ? 0 : random_word() >> (64 - keep);
}

static inline int64_t
random_signed(void)
{
    int64_t x = (int64_t)random_bits(64);

    return random_chance(2) ? x : (int64_t)(0 - (uint64_t)x);
}

#endif
