/*
 * The interest of a portfolio as a C programmer would loop over it: the terms of all loans in memory as whole cents and
 * basis points, nothing around it.  Reads lines "principal,rate,periods" from the file argv[1]; prints
 * the total and, for argv[2] runs, the CPU milliseconds of each.
 */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct {
    int64_t principal;
    int32_t rate_bp;
    int32_t periods;
} Loan;

static int64_t
interest_of(const Loan *loan)
{
    double rate = loan->rate_bp / 120000.0;
    int64_t level =
        (int64_t)floor((double)loan->principal * rate / (1 - pow(1 + rate, -loan->periods)) + 0.5);
    int64_t owed = loan->principal;
    int64_t total = 0;

    for (int32_t k = 0; k < loan->periods; k++) {
        int64_t part = (owed * loan->rate_bp + 60000) / 120000;

        total += part;
        owed -= level - part;
    }
    return total;
}

static double
cpu_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int
main(int argc, char **argv)
{
    FILE *terms = argc > 2 ? fopen(argv[1], "r") : NULL;
    size_t n = 0, room = 0;
    Loan *loans = NULL, loan;

    if (!terms)
        return 2;
    while (fscanf(terms, "%" SCNd64 ",%" SCNd32 ",%" SCNd32, &loan.principal, &loan.rate_bp,
                  &loan.periods) == 3) {
        if (n == room && !(loans = realloc(loans, (room = room ? 2 * room : 1024) * sizeof *loans)))
            return 2;
        loans[n++] = loan;
    }
    fclose(terms);

    for (int run = 0; run < atoi(argv[2]); run++) {
        double begin = cpu_ms();
        int64_t total = 0;

        for (size_t j = 0; j < n; j++)
            total += interest_of(&loans[j]);
        printf("%" PRId64 ".%02d %.3f\n", total / 100, (int)(total % 100), cpu_ms() - begin);
    }
    return 0;
}
