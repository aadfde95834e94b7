/*
 * risk_grade on the server: one byte by value, core's LfGrade.
 */
#ifndef LF_PG_GRADE_GRADE_H
#define LF_PG_GRADE_GRADE_H

#include "postgres.h"

#include "fmgr.h"

#include "core/grade/grade.h"

#define DatumGetRiskGrade(d) ((LfGrade)DatumGetUInt8(d))
#define RiskGradeGetDatum(g) UInt8GetDatum(g)
#define PG_GETARG_RISK_GRADE(n) DatumGetRiskGrade(PG_GETARG_DATUM(n))
#define PG_RETURN_RISK_GRADE(g) return RiskGradeGetDatum(g)

/* Raises XX001. */
extern _Noreturn void lfpg_risk_grade_corrupt(void);

/* The same for code that looks things up by tier: XX001 where the byte is none. */
static inline LfGrade
lfpg_risk_grade(Datum grade)
{
    LfGrade g = DatumGetRiskGrade(grade);

    if (unlikely(!lf_grade_is_valid(g)))
        lfpg_risk_grade_corrupt();
    return g;
}

/* The grade of a text in the server's encoding, and whether it was a digit or a letter;
 * false with the fault filled. */
extern bool lfpg_risk_grade_parse(const char *input, size_t len, LfGrade *grade, bool *sign,
                                  LfFault *why);

/* The label with its notch, UTF-8, palloc'd. */
extern char *lfpg_risk_grade_label(LfGrade grade, LfGradeLanguage language);

#endif
