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
