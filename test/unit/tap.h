/*
 * tap.h: results of a test program in the Test Anything Protocol.
 *
 * A program calls ok() and is_...() as often as it likes and ends with
 * `return done_testing();`, which prints the plan.  The last arguments name
 * the test, as in printf.  A failure says where it is and what it got; the
 * program goes on.
 */
#ifndef LF_TEST_TAP_H
#define LF_TEST_TAP_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int tap_count;
static int tap_failures;

/* The place of a test, for the message of a failure. */
typedef struct TapPlace {
    const char *file;
    int line;
} TapPlace;

#define TAP_HERE ((TapPlace){__FILE__, __LINE__})
#define TAP_FORMAT(at) __attribute__((format(printf, at, at + 1), unused))

static inline bool
tap_result(bool passed, TapPlace place, const char *name, va_list arguments)
{
    printf("%sok %d - ", passed ? "" : "not ", ++tap_count);
    vprintf(name, arguments);
    printf("\n");
    if (!passed) {
        tap_failures++;
        printf("# failed at %s:%d\n", place.file, place.line);
    }
    fflush(stdout);
    return passed;
}

TAP_FORMAT(3)
static bool
tap_ok(bool passed, TapPlace place, const char *name, ...)
{
    va_list arguments;

    va_start(arguments, name);
    tap_result(passed, place, name, arguments);
    va_end(arguments);
    return passed;
}

TAP_FORMAT(4)
static bool
tap_is_i64(int64_t got, int64_t want, TapPlace place, const char *name, ...)
{
    va_list arguments;

    va_start(arguments, name);
    if (!tap_result(got == want, place, name, arguments))
        printf("# got %" PRId64 ", want %" PRId64 "\n", got, want);
    va_end(arguments);
    return got == want;
}

TAP_FORMAT(4)
static bool
tap_is_u64(uint64_t got, uint64_t want, TapPlace place, const char *name, ...)
{
    va_list arguments;

    va_start(arguments, name);
    if (!tap_result(got == want, place, name, arguments))
        printf("# got %" PRIu64 ", want %" PRIu64 "\n", got, want);
    va_end(arguments);
    return got == want;
}

/* Equal, not merely close. */
TAP_FORMAT(4)
static bool
tap_is_f64(double got, double want, TapPlace place, const char *name, ...)
{
    va_list arguments;

    va_start(arguments, name);
    if (!tap_result(got == want, place, name, arguments))
        printf("# got %.17g, want %.17g\n", got, want);
    va_end(arguments);
    return got == want;
}

TAP_FORMAT(4)
static bool
tap_is_str(const char *got, const char *want, TapPlace place, const char *name, ...)
{
    bool same = strcmp(got, want) == 0;
    va_list arguments;

    va_start(arguments, name);
    if (!tap_result(same, place, name, arguments))
        printf("# got \"%s\", want \"%s\"\n", got, want);
    va_end(arguments);
    return same;
}

/* Prints the plan; the status to end the program with. */
static inline int
done_testing(void)
{
    printf("1..%d\n", tap_count);
    return tap_count == 0 || tap_failures > 0;
}

#define ok(passed, ...) tap_ok((passed), TAP_HERE, __VA_ARGS__)
#define is_i64(got, want, ...) tap_is_i64((got), (want), TAP_HERE, __VA_ARGS__)
#define is_u64(got, want, ...) tap_is_u64((got), (want), TAP_HERE, __VA_ARGS__)
#define is_f64(got, want, ...) tap_is_f64((got), (want), TAP_HERE, __VA_ARGS__)
#define is_str(got, want, ...) tap_is_str((got), (want), TAP_HERE, __VA_ARGS__)

#endif
