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

#define TAP_FORMAT __attribute__((format(printf, 4, 5)))

TAP_FORMAT static inline bool
tap_ok(bool passed, const char *file, int line, const char *name, ...)
{
    va_list arguments;

    printf("%sok %d - ", passed ? "" : "not ", ++tap_count);
    va_start(arguments, name);
    vprintf(name, arguments);
    va_end(arguments);
    printf("\n");
    if (!passed) {
        tap_failures++;
        printf("# failed at %s:%d\n", file, line);
    }
    fflush(stdout);
    return passed;
}

static inline bool
tap_got_i64(bool passed, int64_t got, int64_t want)
{
    if (!passed)
        printf("# got %" PRId64 ", want %" PRId64 "\n", got, want);
    return passed;
}

static inline bool
tap_got_u64(bool passed, uint64_t got, uint64_t want)
{
    if (!passed)
        printf("# got %" PRIu64 ", want %" PRIu64 "\n", got, want);
    return passed;
}

static inline bool
tap_got_f64(bool passed, double got, double want)
{
    if (!passed)
        printf("# got %.17g, want %.17g\n", got, want);
    return passed;
}

static inline bool
tap_got_str(bool passed, const char *got, const char *want)
{
    if (!passed)
        printf("# got \"%s\", want \"%s\"\n", got, want);
    return passed;
}

/* Prints the plan; the status to end the program with. */
static inline int
done_testing(void)
{
    printf("1..%d\n", tap_count);
    return tap_count == 0 || tap_failures > 0;
}

/* The compared values are evaluated twice where a test fails, so calls that
 * change something belong before the test. */
#define ok(passed, ...) tap_ok((passed), __FILE__, __LINE__, __VA_ARGS__)
#define is_i64(got, want, ...) tap_got_i64(ok((got) == (want), __VA_ARGS__), (got), (want))
#define is_u64(got, want, ...) tap_got_u64(ok((got) == (want), __VA_ARGS__), (got), (want))
#define is_f64(got, want, ...) tap_got_f64(ok((got) == (want), __VA_ARGS__), (got), (want))
#define is_str(got, want, ...) tap_got_str(ok(strcmp((got), (want)) == 0, __VA_ARGS__), (got), (want))

#endif
