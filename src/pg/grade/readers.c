/*
 * What a grade says: grade_rank(), tier(), is_npl(), grade_label(), the tier's
 * number; grades(), the list of them.
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "utils/builtins.h"

#include "pg/common/compat.h"
#include "pg/common/text.h"
#include "pg/grade/grade.h"

PG_FUNCTION_INFO_V1(loanfin_grade_rank);
Datum
loanfin_grade_rank(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT32(PG_GETARG_RISK_GRADE(0));
}

PG_FUNCTION_INFO_V1(loanfin_tier);
Datum
loanfin_tier(PG_FUNCTION_ARGS)
{
    PG_RETURN_RISK_GRADE(LF_GRADE_OF(lf_grade_tier(PG_GETARG_RISK_GRADE(0))));
}

PG_FUNCTION_INFO_V1(loanfin_is_npl);
Datum
loanfin_is_npl(PG_FUNCTION_ARGS)
{
    PG_RETURN_BOOL(lf_tier_is_npl(lf_grade_tier(PG_GETARG_RISK_GRADE(0))));
}

PG_FUNCTION_INFO_V1(loanfin_risk_grade_to_int);
Datum
loanfin_risk_grade_to_int(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT32((int32)lf_grade_tier(PG_GETARG_RISK_GRADE(0)) + 1);
}

PG_FUNCTION_INFO_V1(loanfin_grade_label);
Datum
loanfin_grade_label(PG_FUNCTION_ARGS)
{
    LfGrade grade = lfpg_risk_grade(PG_GETARG_DATUM(0));
    int language = lfpg_keyword(PG_GETARG_DATUM(1), &lf_grade_languages);

    return lfpg_utf8_text(lfpg_risk_grade_label(grade, (LfGradeLanguage)language), &fcinfo->isnull);
}

/* grade, grade_rank, tier, label_en, label_zh, is_npl */
PG_FUNCTION_INFO_V1(loanfin_grades);
Datum
loanfin_grades(PG_FUNCTION_ARGS)
{
    ReturnSetInfo *rsinfo = (ReturnSetInfo *)fcinfo->resultinfo;

    InitMaterializedSRF(fcinfo, 0);
    for (int tier = 0; tier < LF_TIERS; tier++) {
        LfGrade grade = LF_GRADE_OF(tier);
        bool nulls[6] = {false};
        Datum values[6];

        values[0] = RiskGradeGetDatum(grade);
        values[1] = Int32GetDatum(grade);
        values[2] = Int32GetDatum(tier + 1);
        values[3] = CStringGetTextDatum(lfpg_risk_grade_label(grade, LF_GRADE_EN));
        values[4] = lfpg_utf8_text(lfpg_risk_grade_label(grade, LF_GRADE_ZH), &nulls[4]);
        values[5] = BoolGetDatum(lf_tier_is_npl((LfTier)tier));
        tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
    }
    return (Datum)0;
}
