/*
 * What is still to come of each loan as a C programmer would loop over it: the rows of all contracts in memory as whole
 * cents, nothing around it.  Rates of 1.5 % prepayment and 0.2 % default a month, half of a default comes back 6 months
 * later.  Reads lines "principal,rate,periods" from the file argv[1]; prints the total and, for argv[2] runs, the CPU
 * milliseconds of each.
 */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROWS 36
#define LAG 6
#define ONE INT64_C(1000000000000)

typedef struct {
    int64_t opening;
    int64_t principal[ROWS];
    int64_t interest[ROWS];
} Loan;

static void
make_rows(Loan *loan, int32_t rate_bp)
{
    double rate = rate_bp / 120000.0;
    int64_t level = (int64_t)floor((double)loan->opening * rate / (1 - pow(1 + rate, -ROWS)) + 0.5);
    int64_t owed = loan->opening;

    for (int32_t k = 0; k < ROWS; k++) {
        loan->interest[k] = (owed * rate_bp + 60000) / 120000;
        loan->principal[k] = k == ROWS - 1 ? owed : level - loan->interest[k];
        owed -= loan->principal[k];
    }
}

static int64_t
part(int64_t a, int64_t b, int64_t whole)
{
    return (a * b + whole / 2) / whole;
}

/* The projected rows, and what they add up to. */
static int64_t
project(const Loan *loan, int64_t *principal, int64_t *interest)
{
    int64_t open = loan->opening, owed = loan->opening, total = 0;
    int64_t back[ROWS + LAG] = {0};

    for (int32_t j = 0; j < ROWS; j++) {
        int64_t defaulted = (open * 2000000000 + ONE / 2) / ONE, paying = open - defaulted;
        int64_t scheduled = paying, prepaid = 0;

        interest[j] = part(loan->interest[j], paying, owed);
        if (j < ROWS - 1) {
            scheduled = part(loan->principal[j], paying, owed);
            prepaid = ((open - part(loan->principal[j], open, owed)) * 15000000000 + ONE / 2) / ONE;
            if (prepaid > paying - scheduled)
                prepaid = paying - scheduled;
        }
        back[j + LAG] = (defaulted + 1) / 2;
        principal[j] = scheduled + prepaid + back[j];
        total += principal[j] + interest[j];
        open = paying - scheduled - prepaid;
        owed -= loan->principal[j];
    }
    for (int32_t j = ROWS; j < ROWS + LAG; j++) {
        principal[j] = back[j];
        interest[j] = 0;
        total += principal[j];
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
    int32_t rate_bp, periods;

    if (!terms)
        return 2;
    while (fscanf(terms, "%" SCNd64 ",%" SCNd32 ",%" SCNd32, &loan.opening, &rate_bp, &periods) ==
           3) {
        if (n == room && !(loans = realloc(loans, (room = room ? 2 * room : 1024) * sizeof *loans)))
            return 2;
        make_rows(&loan, rate_bp);
        loans[n++] = loan;
    }
    fclose(terms);

    for (int run = 0; run < atoi(argv[2]); run++) {
        double begin = cpu_ms();
        int64_t total = 0, principal[ROWS + LAG], interest[ROWS + LAG];

        for (size_t j = 0; j < n; j++)
            total += project(&loans[j], principal, interest);
        printf("%" PRId64 ".%02d %.3f\n", total / 100, (int)(total % 100), cpu_ms() - begin);
    }
    return 0;
}
