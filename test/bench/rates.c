/*
 * The rate of each loan as a C programmer would find it: Newton's method over the flows in memory, one exp() a flow and
 * step, nothing around it and nothing proved.  Reads lines of 37 pairs "day cents" from the file argv[1]; prints the
 * sum of the rates and, for argv[2] runs, the CPU milliseconds of each.
 */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define FLOWS 37

typedef struct {
    int32_t day[FLOWS];
    int64_t cents[FLOWS];
} Loan;

static bool
read_loan(FILE *in, Loan *loan)
{
    long long cents;

    for (int k = 0; k < FLOWS; k++) {
        if (fscanf(in, "%d %lld", &loan->day[k], &cents) != 2)
            return false;
        loan->cents[k] = cents;
    }
    return true;
}

static double
newton(const Loan *loan)
{
    double rate = 0.1, step = 1;

    for (int i = 0; i < 50 && fabs(step) > 1e-10; i++) {
        double force = log1p(rate) / 365.0, value = 0, slope = 0;

        for (int k = 0; k < FLOWS; k++) {
            int32_t days = loan->day[k] - loan->day[0];
            double term = (double)loan->cents[k] * exp(-force * days);

            value += term;
            slope -= term * days;
        }
        step = value * (1 + rate) * 365.0 / slope;
        rate -= step;
    }
    return rate;
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
    FILE *flows = argc > 2 ? fopen(argv[1], "r") : NULL;
    size_t n = 0, room = 0;
    Loan *loans = NULL, loan;

    if (!flows)
        return 2;
    while (read_loan(flows, &loan)) {
        if (n == room && !(loans = realloc(loans, (room = room ? 2 * room : 1024) * sizeof *loans)))
            return 2;
        loans[n++] = loan;
    }
    fclose(flows);

    for (int run = 0; run < atoi(argv[2]); run++) {
        double begin = cpu_ms(), total = 0;

        for (size_t j = 0; j < n; j++)
            total += newton(&loans[j]);
        printf("%.4f %.3f\n", total, cpu_ms() - begin);
    }
    return 0;
}
