/*
 * risk_grade on the server: labels read in the encoding of the database and
 * written in UTF-8, the type's entry points, and what a grade says.
 *
 * Both external forms are the label: a byte means nothing to a client.
 */
#include "postgres.h"

#include "pg/grade/grade.h"

#include "mb/pg_wchar.h"

#include "pg/common/rows.h"
#include "pg/common/value.h"

void
lfpg_risk_grade_corrupt(void)
{
    LFPG_REFUSE(LF_ERR_CORRUPT, .name = "risk_grade", .text2 = lf_text("its byte is not a grade"));
}

bool
lfpg_risk_grade_parse(const char *input, size_t len, LfGrade *grade, bool *sign, LfFault *why)
{
    const char *utf8 = pg_server_to_any(input, (int)len, PG_UTF8);
    size_t length = utf8 == input ? len : strlen(utf8);

    if (lf_grade_parse(utf8, length, grade, sign, why) == LF_OK)
        return true;
    why->text = (LfText){input, len};
    return false;
}

char *
lfpg_risk_grade_label(LfGrade grade, LfGradeLanguage language)
{
    char *label = palloc(LF_GRADE_CHARS + 1);
    char *end = lf_grade_write(grade, language, label);

    *end = '\0';
    return label;
}

static Datum
from_text(const char *text, LfFault *why)
{
    LfGrade grade = 0;
    bool sign;

    lfpg_risk_grade_parse(text, strlen(text), &grade, &sign, why);
    return RiskGradeGetDatum(grade);
}

static char *
to_text(Datum grade)
{
    return lfpg_risk_grade_label(lfpg_risk_grade(grade), LF_GRADE_EN);
}

static Datum
from_bytes(LfReader *message, LfFault *why)
{
    int length;
    const char *input = lfpg_read_text(message, &length);
    LfGrade grade;
    bool sign;

    if (!lfpg_risk_grade_parse(input, (size_t)length, &grade, &sign, why))
        lfpg_read_fail(message, "the label is unknown");
    return RiskGradeGetDatum(grade);
}

static void
to_bytes(StringInfo message, Datum grade)
{
    const char *label = to_text(grade);

    pq_sendtext(message, label, (int)strlen(label));
}

static inline int
compare(Datum a, Datum b)
{
    return (int)DatumGetRiskGrade(a) - (int)DatumGetRiskGrade(b);
}

LFPG_VALUE(risk_grade, .from_text = from_text, .to_text = to_text, .from_bytes = from_bytes,
           .to_bytes = to_bytes, .compare = compare, .json_string = true)
LFPG_VALUE_IO(risk_grade)
LFPG_VALUE_ORDER(risk_grade)
LFPG_VALUE_JSON(risk_grade)

LFPG_ENTRY(loanfin_risk_grade_hash, hash_uint32(PG_GETARG_RISK_GRADE(0)))
LFPG_ENTRY(loanfin_risk_grade_hash_extended,
           hash_uint32_extended(PG_GETARG_RISK_GRADE(0), (uint64)PG_GETARG_INT64(1)))

/*
 * The cast from text (text, typmod, explicit).  One that happens by itself
 * takes names only, so that a column of days never passes for grades.
 */
LFPG_FUNCTION(loanfin_risk_grade_from_text)
{
    LfText word = lfpg_word(PG_GETARG_DATUM(0));
    LfFault why = {LF_OK};
    LfGrade grade;
    bool sign;

    if (!lfpg_risk_grade_parse(word.at, word.length, &grade, &sign, &why))
        lfpg_raise(&why);
    if (sign && !PG_GETARG_BOOL(2))
        LFPG_REFUSE(LF_ERR_GRADE_SIGN, .text = word);
    PG_RETURN_RISK_GRADE(grade);
}

/* The cast from the number of a tier. */
LFPG_FUNCTION(loanfin_risk_grade_from_int)
{
    int32 number = PG_GETARG_INT32(0);

    if (number < 1 || number > LF_TIERS)
        LFPG_REFUSE(LF_ERR_RANGE_INT, .name = "risk_grade", .a = number, .b = 1, .c = LF_TIERS);
    PG_RETURN_RISK_GRADE(LF_GRADE_OF(number - 1));
}

/* A step of min or of max: a NULL of either side gives way to the other. */
static inline Datum
pick(FunctionCallInfo fcinfo, bool larger)
{
    const NullableDatum *a = &fcinfo->args[0], *b = &fcinfo->args[1];
    bool second = a->isnull || (!b->isnull && larger == (compare(a->value, b->value) < 0));

    fcinfo->isnull = second ? b->isnull : a->isnull;
    return second ? b->value : a->value;
}

LFPG_ENTRY(loanfin_risk_grade_smaller, pick(fcinfo, false))
LFPG_ENTRY(loanfin_risk_grade_larger, pick(fcinfo, true))

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
static void
fill_tier(const void *of, int32 tier, Datum *values, bool *nulls)
{
    LfGrade grade = LF_GRADE_OF(tier);

    values[0] = RiskGradeGetDatum(grade);
    values[1] = Int32GetDatum(grade);
    values[2] = Int32GetDatum(tier + 1);
    values[3] = CStringGetTextDatum(lfpg_risk_grade_label(grade, LF_GRADE_EN));
    values[4] = lfpg_utf8_text(lfpg_risk_grade_label(grade, LF_GRADE_ZH), &nulls[4]);
    values[5] = BoolGetDatum(lf_tier_is_npl((LfTier)tier));
}

LFPG_ENTRY(loanfin_grades, lfpg_table(fcinfo, NULL, LF_TIERS, fill_tier))
