/*
 * What is still to come of each loan as a C programmer would loop over it: the rows of all contracts in memory as whole
 * cents, nothing around it.  Rates of 1.5 % prepayment and 0.2 % default a month, half of a default comes back 6 months
 * later.  Reads lines "principal,rate,periods" from the file argv[1]; prints the total and, for argv[2] runs, the CPU
 * milliseconds of each.
 */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
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

static bool
read_loan(FILE *in, Loan *loan)
{
    int32_t rate_bp, periods;

    if (fscanf(in, "%" SCNd64 ",%" SCNd32 ",%" SCNd32, &loan->opening, &rate_bp, &periods) != 3)
        return false;
    make_rows(loan, rate_bp);
    return true;
}

typedef int64_t Answer;

static Answer
answer_of(const Loan *loans, size_t n)
{
    int64_t total = 0, principal[ROWS + LAG], interest[ROWS + LAG];

    for (size_t j = 0; j < n; j++)
        total += project(&loans[j], principal, interest);
    return total;
}

static void
print_answer(Answer total)
{
    printf("%" PRId64 ".%02d", total / 100, (int)(total % 100));
}

#include "program.h"
