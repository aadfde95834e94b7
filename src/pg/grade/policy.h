/*
 * grade_policy on the server: core's rules as a varlena, and their text.
 *
 * Text: the name of a preset, with what the law leaves to a bank in brackets
 * (`cn_2023(grace_days=7, substandard=0.3)`), or the rules spelled out as a
 * JSON object.  Fixed size, ALIGNMENT = double.
 */
#ifndef LF_PG_GRADE_POLICY_H
#define LF_PG_GRADE_POLICY_H

#include "postgres.h"

#include "core/grade/policy.h"
#include "pg/common/compat.h"

typedef struct GradePolicy {
    int32 vl_len_;
    int32 version;
    LfGradePolicy rules;
} GradePolicy;

StaticAssertDecl(sizeof(GradePolicy) == 416, "a grade_policy has no padding");

/* The rules of a stored value; XX001 if the bytes are not a valid grade_policy.  Lives as long
 * as the datum, or in the current context. */
extern const LfGradePolicy *lfpg_grade_policy(Datum policy);

#define PG_GETARG_GRADE_POLICY_P(n) lfpg_grade_policy(PG_GETARG_DATUM(n))

/* Makes rules that passed the check a value. */
extern Datum lfpg_grade_policy_make(const LfGradePolicy *rules);

/* A rate of core's 12 decimals as SQL shows it, with 8; policies have no more. */
extern Datum lfpg_grade_policy_rate(int64 rate_e12);

#endif
