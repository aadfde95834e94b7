/*
 * The least a program can do for total interest: plain int64 loops over loans
 * read beforehand, the payment by floating point.  Reads lines "principal in
 * cents, rate in 1/10000, periods"; prints the total in cents and the
 * milliseconds of the fastest of 7 runs.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct Loan {
    int64_t principal;
    int64_t rate;
    int periods;
} Loan;

static double
milliseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int64_t
total_interest(const Loan *l)
{
    double i = (double)l->rate / 120000.0;
    int64_t balance = l->principal, total = 0;
    int64_t payment =
        (int64_t)floor((double)balance * i / (1 - pow(1 + i, -l->periods)) + 0.5);

    for (int k = 0; k < l->periods; k++) {
        int64_t interest = (balance * l->rate + 60000) / 120000;

        total += interest;
        balance -= payment - interest;
    }
    return total;
}

int
main(void)
{
    size_t count = 0, room = 1 << 20;
    Loan *loans = malloc(room * sizeof(Loan));
    double best = 1e9;
    int64_t total = 0;

    if (loans == NULL)
        return 1;
    while (count < room && scanf("%" SCNd64 ",%" SCNd64 ",%d", &loans[count].principal,
                                 &loans[count].rate, &loans[count].periods) == 3)
        count++;
    for (int run = 0; run < 7; run++) {
        double start = milliseconds();

        total = 0;
        for (size_t j = 0; j < count; j++)
            total += total_interest(&loans[j]);
        best = fmin(best, milliseconds() - start);
    }
    printf("%" PRId64 " %.3f\n", total, best);
    free(loans);
    return 0;
}
