/*
 * Warning: rules over the months of a loan give a level, which rises at once
 * and falls only after some better months.
 *
 * A rule applies in a month by arrears over its line: in that month, so many
 * times in the last months, or so many months in a run.  The level in force
 * rises to the greatest that applies; it falls, after `clear` observed months
 * below it, to the greatest that applied in them.
 * Rules: docs/warning.md.  Uses: histories.
 */
#ifndef LF_CORE_WARNING_WARNING_H
#define LF_CORE_WARNING_WARNING_H

#include "core/history/history.h"

#define LF_MAX_WARNING_LEVELS 9
#define LF_MAX_WARNING_RULES 64
#define LF_MAX_WARNING_NAME 63 /* bytes */

typedef struct LfWarningRule {
    int32_t level; /* from 1, mildest first */
    int32_t over;  /* days past due, strictly more */
    int32_t last;  /* with `times`; 0: neither */
    int32_t times;
    int32_t run;   /* 0: none */
    int32_t after; /* -1: not given */
} LfWarningRule;

typedef struct LfWarningRules {
    int32_t levels;
    LfText name[LF_MAX_WARNING_LEVELS]; /* of level i + 1 */
    int32_t clear;                      /* observed months, 1 or more */
    int32_t count;
    LfWarningRule rule[LF_MAX_WARNING_RULES];
} LfWarningRules;

/* The state of the rules while months are read. */
typedef struct LfWarning {
    int32_t bound; /* the greatest level that binds in the month; 0: none */
    int32_t level; /* in force */
    int32_t since; /* the slot from which it has been */
    int32_t rule;  /* that put it there last, or -1 */
    int32_t lower; /* observed months below the level, up to now */
    int32_t lower_most;
    int32_t latest[LF_MAX_WARNING_LEVELS + 1]; /* by level: the first rule that bound last */
    int32_t times[LF_MAX_WARNING_RULES];       /* by rule: over in the last months */
    int32_t run[LF_MAX_WARNING_RULES];
} LfWarning;

extern void lf_warning_begin(LfWarning *w);

/* Takes the next slot, gaps too; the columns of arrears must be there.  True if it is observed:
 * then the warning is that of the month. */
extern bool lf_warning_step(LfWarning *w, const LfWarningRules *rules, const LfHistory *h,
                            int32_t slot);

/* All slots in turn: the warning is that of the last month.  Months before the first with arrears
 * change nothing and are passed over. */
extern void lf_warning_walk(LfWarning *w, const LfWarningRules *rules, const LfHistory *h);

#endif
