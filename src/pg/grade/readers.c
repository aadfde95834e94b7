/*
 * What a grade says: grade_rank(), tier(), is_npl(), grade_label(), the tier's
 * number; grades(), the list of them.
 */
#include "postgres.h"

#include "funcapi.h"

#include "pg/common/entry.h"
#include "pg/grade/grade.h"

LFPG_ENTRY(loanfin_grade_rank, Int32GetDatum(PG_GETARG_RISK_GRADE(0)))

LFPG_ENTRY(loanfin_tier, RiskGradeGetDatum(LF_GRADE_OF(lf_grade_tier(PG_GETARG_RISK_GRADE(0)))))

LFPG_ENTRY(loanfin_is_npl, BoolGetDatum(lf_tier_is_npl(lf_grade_tier(PG_GETARG_RISK_GRADE(0)))))

LFPG_ENTRY(loanfin_risk_grade_to_int,
           Int32GetDatum((int32)lf_grade_tier(PG_GETARG_RISK_GRADE(0)) + 1))

LFPG_FUNCTION(loanfin_grade_label)
{
    LfGrade grade = lfpg_risk_grade(PG_GETARG_DATUM(0));
    int language = lfpg_keyword(PG_GETARG_DATUM(1), &lf_grade_languages);

    return lfpg_utf8_text(lfpg_risk_grade_label(grade, (LfGradeLanguage)language), &fcinfo->isnull);
}

/* grade, grade_rank, tier, label_en, label_zh, is_npl */
LFPG_FUNCTION(loanfin_grades)
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
