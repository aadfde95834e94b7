/*
 * The interest of a portfolio as a C programmer would loop over it: the terms of all loans in memory as whole cents and
 * basis points, nothing around it.  Reads lines "principal,rate,periods" from the file argv[1]; prints
 * the total and, for argv[2] runs, the CPU milliseconds of each.
 */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
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

static bool
read_loan(FILE *in, Loan *loan)
{
    return fscanf(in, "%" SCNd64 ",%" SCNd32 ",%" SCNd32, &loan->principal, &loan->rate_bp,
                  &loan->periods) == 3;
}

typedef int64_t Answer;

static Answer
answer_of(const Loan *loans, size_t n)
{
    int64_t total = 0;

    for (size_t j = 0; j < n; j++)
        total += interest_of(&loans[j]);
    return total;
}

static void
print_answer(Answer total)
{
    printf("%" PRId64 ".%02d", total / 100, (int)(total % 100));
}

#include "program.h"
