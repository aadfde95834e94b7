/*
 * Status: what a core function answers, and the facts behind a refusal.
 *
 * May know: nothing.  Core never formats a message: it names a status and
 * leaves the quantities in an LfFault; pg/error turns both into a SQLSTATE,
 * a message, a DETAIL and a HINT.
 */
#ifndef LF_CORE_BASE_STATUS_H
#define LF_CORE_BASE_STATUS_H

#include <stddef.h>
#include <stdint.h>

typedef enum lf_status {
    LF_OK = 0,

    /* base and money */
    LF_ERR_OVERFLOW,          /* name: the quantity that left its range */
    LF_ERR_DECIMALS,          /* name, text: the value as written; a: decimals allowed;
                                text2: what allows them, a currency's code or "money" */
    LF_ERR_NOT_FINITE,        /* name, text: NaN, Infinity */
    LF_ERR_CURRENCY_UNKNOWN,  /* text */
    LF_ERR_CURRENCY_MISMATCH, /* text, text2: the two currencies, empty for none */
    LF_ERR_KEYWORD,           /* name: what it is; text: what was given; text2: the valid words */
    LF_ERR_RANGE_MONEY,       /* name; a: value, b: least, c: greatest (minor units, scale);
                                text2: what to do, where more is known than the range */
    LF_ERR_RANGE_INT,         /* name; a: value, b: least, c: greatest; text2: likewise */
    LF_ERR_RANGE_RATE,        /* name; a: value, b: exclusive least, c: greatest (12 decimals) */
    LF_ERR_DATE_RANGE,        /* name; a: days since 2000-01-01 */
    LF_ERR_DATE_ORDER,        /* name; a: the day; b: the day it must follow */
    LF_ERR_TEXT,          /* name: type; text: the input; text2: what is wrong; a: byte offset */
    LF_ERR_BINARY,        /* name: type; text2: what is wrong */
    LF_ERR_CORRUPT,       /* name: type; text2: what is wrong */
    LF_ERR_LIMIT,         /* name: what there is too much of; a: count, c: limit */
    LF_ERR_CONFLICT,      /* name: the parameter; text, text2: its two values */
    LF_ERR_NULL_ELEMENT,  /* name: the array */
    LF_ERR_TOO_LARGE,     /* name, text: the value as written; b: least, c: greatest (scale) */
    LF_ERR_INTERVAL_TIME, /* name: an interval with hours, minutes or seconds */
    LF_ERR_JSON,          /* name: type; text: the member, empty for the whole; text2: what
                                is wrong with it */

    /* amort and schedule */
    LF_ERR_PERIOD_MIXED,    /* a: months, b: days */
    LF_ERR_FIRST_DUE_EARLY, /* a: first due, b: start date */
    LF_ERR_FIRST_DUE_ADVANCE,
    LF_ERR_GRACE_RANGE,            /* a: grace, b: periods */
    LF_ERR_NOT_MEANT,              /* name: the option; text: the method */
    LF_ERR_RATE_PERIOD,            /* a: row; the rate of one period is -1 or less */
    LF_ERR_PAYMENT_BELOW_INTEREST, /* a: row, b: payment, c: interest */
    LF_ERR_PAYMENT_UNSOLVABLE,     /* text2: why */
    LF_ERR_ROWS_ORDER,             /* a: row, b: its due date */
    LF_ERR_ROWS_SUM,               /* a: sum of principal, b: opening amount */
    LF_ERR_START_DATE_CONFLICT,    /* a, b: the two start dates */
    LF_ERR_START_AFTER_ROW,        /* a: due date, b: start date */
    LF_ERR_NO_TERMS,               /* name: what was asked of a schedule without terms */
    LF_ERR_ROW_NUMBER,             /* a: number, c: rows */

    /* grade and portfolio */
    LF_ERR_OVER_DAYS,      /* a: over_days; text2: the lines there are */
    LF_ERR_GRADE,          /* text */
    LF_ERR_RANGE_SHARE,    /* name; a: value, b: least, c: greatest (12 decimals) */
    LF_ERR_POLICY_UNKNOWN, /* text; text2: the presets */
    LF_ERR_POLICY_ORDER,   /* name: of what limits; a: grade, b: the better one before it */
    LF_ERR_POLICY_GAP,     /* a: grade without a provision rate */
    LF_ERR_POLICY_FALLING, /* a: grade, b: the better one before it */
    LF_ERR_POLICY_RANGE,   /* name; a: value, b: least, c: greatest (12 decimals) */
    LF_ERR_POLICY_DAYS,    /* a: grade, b: its limit */
    LF_ERR_POLICY_GRADE,   /* name: of what limits; a: grade that cannot have one */
    LF_ERR_POLICY_EMPTY,
    LF_ERR_POLICY_OPTION, /* name: the option; text: the preset */
    LF_ERR_POLICY_GRACE,  /* a: days, c: the most */
    LF_ERR_CONFLICT_INT,  /* name: the parameter; a, b: its two values, below 0 for none */
    LF_ERR_SUM_RANGE,     /* name: the sum or count that left its range */
    LF_ERR_BELOW_ZERO,    /* name: type; text2: what is wrong with the rest */

    /* history, vintage, migration and delinquency */
    LF_ERR_MONTH_TAKEN,        /* a: the new day, b: the day observed already */
    LF_ERR_DISPUTED,           /* a: a day with two different observations */
    LF_ERR_BEFORE_ORIGINATION, /* a: a day observed, b: originated */
    LF_ERR_BEFORE_START,       /* a: as_of, b: start date */
    LF_ERR_PENALTY_RATE,       /* name; a: value (12 decimals), c: greatest */
    LF_ERR_NOT_BY_COUNT,       /* name: a measure of amounts only */
    LF_ERR_NOT_FRACTION,       /* name, text: a number that is not above 0 and below 1 */
    LF_ERR_ROW_DISPUTED,       /* a: loan_id, b: mob with two different rows */
    LF_ERR_ORIGINAL_DISPUTED,  /* a: loan_id; b, c: its two original amounts (scale) */
    LF_ERR_DATES_ORDER,        /* a: a date, b: the one before it */
    LF_ERR_MONTHS_ORDER,       /* a: from_month, b: to_month, not after it */
    LF_ERR_NOT_GRADES,         /* name: a reader of grades, asked of bands */
    LF_ERR_STATES_MIX,         /* text, text2: the kinds of two summaries */
    LF_ERR_NO_INSTALMENTS,     /* a summary of rows does not know due dates */

    /* commission: a plan that is refused; name is the path of the key */
    LF_ERR_PLAN_OBJECT, /* no name: the whole is not an object */
    LF_ERR_PLAN_KEY,    /* a key that is not known */
    LF_ERR_PLAN_MISSING,
    LF_ERR_PLAN_KIND,      /* text2: what it should be */
    LF_ERR_PLAN_BETWEEN,   /* text: value, text2: "0 and 1" */
    LF_ERR_PLAN_NOT_ABOVE, /* text: value, text2: what it must be above */
    LF_ERR_PLAN_BELOW,     /* text: value, text2: what it is below */
    LF_ERR_PLAN_DECIMALS,  /* a: decimals allowed */
    LF_ERR_PLAN_NOT_WHOLE,
    LF_ERR_PLAN_WORD,     /* text: word, text2: the words there are */
    LF_ERR_PLAN_CURRENCY, /* text: code */
    LF_ERR_PLAN_LONG,     /* a: bytes allowed */
    LF_ERR_PLAN_TWICE,    /* text2: the name */
    LF_ERR_PLAN_EMPTY,
    LF_ERR_PLAN_ITEMS,   /* a: items allowed */
    LF_ERR_PLAN_WEIGHTS, /* text: their sum */
    LF_ERR_PLAN_OVERLAP, /* text: path of the other window */
    LF_ERR_PLAN_START,
    LF_ERR_PLAN_NOTHING, /* no name */
    LF_ERR_PLAN_TOO_LARGE,

    /* commission: rows, values, dates */
    LF_ERR_PLAN_CONFLICT, /* text2: the two plans */
    LF_ERR_NEGATIVE,      /* name; a (scale); text2: a hint of its own */
    LF_ERR_KPI_OBJECT,
    LF_ERR_KPI_MISSING,  /* text2: the value's name */
    LF_ERR_KPI_NUMBER,   /* text2: the value's name */
    LF_ERR_KPI_NEGATIVE, /* text2: the value's name, text: the value */
    LF_ERR_KPI_RANGE,    /* text2: the value's name; it or its attainment is too large */
    LF_ERR_KPI_TARGET,   /* text2: the indicator's name */
    LF_ERR_ACTIVE,       /* text, text2: the two ranges, empty text2 for none */
    LF_ERR_WEIGHTS,      /* text2: what is wrong with the weights of a split */

    LF_STATUS_COUNT
} lf_status;

/*
 * The facts of one refusal.  Text is the caller's, neither copied nor
 * terminated; which members are set is said beside each status above.
 */
typedef struct LfFault {
    lf_status status;
    int scale; /* of the amounts among a, b, c */
    const char *name;
    const char *text;
    size_t text_len;
    const char *text2;
    size_t text2_len;
    int64_t a;
    int64_t b;
    int64_t c;
} LfFault;

#endif
