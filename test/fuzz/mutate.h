/*
 * Mutate: forged forms of a value, from a sound one and a stream of chance.
 *
 * The same seed gives the same forgeries on every machine.
 */
#ifndef FUZZ_MUTATE_H
#define FUZZ_MUTATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes a forgery may grow to. */
#define FUZZ_MAX_BYTES 16384

typedef struct FuzzBytes {
    uint8_t data[FUZZ_MAX_BYTES];
    size_t length;
} FuzzBytes;

/* A number below n, n > 0; moves the state on. */
extern uint32_t fuzz_below(uint64_t *state, uint32_t n);

/* Copies at most FUZZ_MAX_BYTES. */
extern void fuzz_copy(FuzzBytes *to, const void *data, size_t length);

/* One to four changes; `other` is another sound value, to splice from. */
extern void fuzz_mutate_binary(FuzzBytes *bytes, const FuzzBytes *other, uint64_t *state);

/* The same, but what comes out is UTF-8 without zero bytes. */
extern void fuzz_mutate_text(FuzzBytes *bytes, const FuzzBytes *other, uint64_t *state);

#endif
