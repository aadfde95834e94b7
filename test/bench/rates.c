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

typedef double Answer;

static Answer
answer_of(const Loan *loans, size_t n)
{
    double total = 0;

    for (size_t j = 0; j < n; j++)
        total += newton(&loans[j]);
    return total;
}

static void
print_answer(Answer total)
{
    printf("%.4f", total);
}

#include "program.h"
