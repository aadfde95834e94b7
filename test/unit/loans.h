/*
 * loans.h: random loans of every form, most of them ordinary, some at the
 * edges of what is allowed.
 */
#ifndef LF_TEST_LOANS_H
#define LF_TEST_LOANS_H

#include "core/amort/amort.h"

#include "test/unit/random.h"

/* Room for the rows of one loan. */
typedef struct LoanRoom {
    int32_t due[LF_MAX_LOAN_ROWS];
    int64_t principal[LF_MAX_LOAN_ROWS];
    int64_t interest[LF_MAX_LOAN_ROWS];
    int64_t fee[LF_MAX_LOAN_ROWS];
} LoanRoom;

static inline LfSchedule
loan_schedule(LoanRoom *room)
{
    return (LfSchedule){.rows = {0, room->due, room->principal, room->interest, room->fee}};
}

static inline int64_t
random_amount(void)
{
    int64_t x = random_chance(3) ? random_between(1, 2000000) : (int64_t)random_bits(57);

    if (random_chance(40))
        x = LF_MAX_MONEY;
    return x < 1 ? 1 : x > LF_MAX_MONEY ? LF_MAX_MONEY : x;
}

static inline int64_t
random_annual_e12(void)
{
    switch (random_between(0, 9)) {
    case 0:
        return 0;
    case 1:
        return (int64_t)(random_bits(50) % (uint64_t)LF_MAX_RATE_E12);
    case 2:
        return -random_between(1, LF_RATE_ONE / 10);
    case 3:
        return random_between(0, LF_RATE_ONE / 2);
    default:
        return random_between(1, 3600) * (LF_RATE_ONE / 10000);
    }
}

static inline LfPeriod
random_period(void)
{
    static const LfPeriod periods[] = {{.months = 1}, {.months = 1}, {.months = 1}, {.months = 1},
                                       {.months = 3}, {.months = 6}, {.days = 7},   {.days = 14},
                                       {.days = 10},  {.days = 30}};

    if (random_chance(60))
        return (LfPeriod){.months = (int32_t)random_between(1, 24)};
    return periods[random_between(0, 9)];
}

static inline LfTerms
random_terms(int64_t principal, int32_t start_date)
{
    LfTerms t = {.method = (LfMethod)random_between(0, LF_METHODS - 1),
                 .rounding = (LfRounding)random_between(0, LF_ROUNDINGS - 1),
                 .residue = (LfResidue)random_chance(4),
                 .in_advance = random_chance(6),
                 .negative_amortization = random_chance(3),
                 .period = random_period(),
                 .periods = (int32_t)random_between(1, random_chance(50) ? LF_MAX_PERIODS : 60),
                 .rate_e12 = random_annual_e12()};

    t.payment_rounding =
        random_chance(4) ? (LfRounding)random_between(0, LF_ROUNDINGS - 1) : t.rounding;
    if (random_chance(2))
        t.day_count = (LfDayCount)random_between(0, LF_DAY_COUNTS - 1);
    if (random_chance(5))
        t.grace = (int32_t)random_between(0, t.periods - 1);
    if (random_chance(4))
        t.balloon = random_chance(4) ? principal : random_between(0, principal);
    if (random_chance(6))
        t.payment_unit = random_chance(2) ? 100 : random_between(1, 5000);
    if (!t.in_advance && random_chance(4)) {
        t.has_first_due = true;
        t.first_due = start_date + (int32_t)random_between(1, 80);
    }
    if (t.period.months != 0 && !t.in_advance && random_chance(5)) {
        t.period.month_end = true;
        if (t.has_first_due)
            t.first_due = lf_month_start(lf_month_of(t.first_due) + 1) - 1;
    }
    return t;
}

/* A loan that lf_loan_check lets pass. */
static inline LfLoan
random_loan(void)
{
    static const char *const currencies[] = {"", "", "CNY", "JPY", "KWD", "CLF"};
    LfFault why;

    for (;;) {
        const char *code = currencies[random_between(0, 5)];
        LfLoan loan = {.principal = random_amount(),
                       .start_date = (int32_t)random_between(-3000, 12000)};

        if (code[0] != '\0')
            (void)lf_currency_parse(code, 3, &loan.currency, &why);
        loan.terms = random_terms(loan.principal, loan.start_date);
        loan.fee = random_chance(4) ? random_between(0, 5000) : 0;
        loan.has_payment = random_chance(12);
        if (loan.has_payment)
            loan.payment = random_chance(2) ? random_between(0, LF_MAX_MONEY)
                                            : loan.principal / loan.terms.periods + 1;
        if (lf_loan_check(&loan, &why) == LF_OK)
            return loan;
    }
}

#endif
