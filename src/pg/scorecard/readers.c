/*
 * score(), score_points(), score_reasons(), and what a score means.
 */
#include "postgres.h"

#include "utils/fmgrprotos.h"

#include "core/base/ratio.h"
#include "core/scorecard/card.h"
#include "pg/common/rows.h"
#include "pg/grade/grade.h"
#include "pg/scorecard/applicant.h"
#include "pg/scorecard/card.h"

LFPG_FUNCTION(loanfin_score)
{
    LfApplicant *a = lfpg_applicant(fcinfo, true);
    const LfCard *card = lfpg_applicant_card(a);
    int32 bin[LF_MAX_CHARACTERISTICS], sum = 0;

    lfpg_applicant_bins(a, bin);
    for (int32 i = 0; i < card->count; i++)
        sum += card->characteristic[i].bin[bin[i]].points;
    PG_RETURN_INT32(sum);
}

/* Characteristics going out, in the card's order or by points lost. */
typedef struct PointStream {
    LfApplicant *a;
    int32 bin[LF_MAX_CHARACTERISTICS];
    int32 order[LF_MAX_CHARACTERISTICS];
    int32 count;
    int32 next;
} PointStream;

static void
open_points(FunctionCallInfo fcinfo, void *state)
{
    PointStream *stream = state;

    stream->a = lfpg_applicant(fcinfo, false);
    lfpg_applicant_bins(stream->a, stream->bin);
    stream->count = lfpg_applicant_card(stream->a)->count;
}

/* characteristic, value, bin, points, best, lost */
static bool
next_points(void *state, Datum *values, bool *nulls)
{
    PointStream *stream = state;
    int32 i = stream->next++;
    const LfCharacteristic *c;

    if (i >= stream->count)
        return false;
    c = &lfpg_applicant_card(stream->a)->characteristic[i];
    values[0] = PointerGetDatum(cstring_to_text_with_len(c->name.at, (int)c->name.length));
    nulls[1] = !lfpg_applicant_text(stream->a, i, &values[1]);
    values[2] = lfpg_card_bin_text(c, stream->bin[i]);
    values[3] = Int32GetDatum(c->bin[stream->bin[i]].points);
    values[4] = Int32GetDatum(c->best);
    values[5] = Int32GetDatum(lf_card_lost(c, stream->bin[i]));
    return true;
}

LFPG_ROWS(loanfin_score_points, PointStream, open_points, next_points)

/* (card, applicant, reasons) */
static void
open_reasons(FunctionCallInfo fcinfo, void *state)
{
    PointStream *stream = state;
    int32 most = lfpg_int_arg(fcinfo, 2, "reasons", 0, LF_MAX_CHARACTERISTICS);

    open_points(fcinfo, state);
    stream->count = lf_card_reasons(lfpg_applicant_card(stream->a), stream->bin, stream->order);
    stream->count = Min(stream->count, most);
}

/* rank, characteristic, bin, points, lost */
static bool
next_reason(void *state, Datum *values, bool *nulls)
{
    PointStream *stream = state;
    const LfCharacteristic *c;
    int32 i;

    if (stream->next >= stream->count)
        return false;
    i = stream->order[stream->next++];
    c = &lfpg_applicant_card(stream->a)->characteristic[i];
    values[0] = Int32GetDatum(stream->next);
    values[1] = PointerGetDatum(cstring_to_text_with_len(c->name.at, (int)c->name.length));
    values[2] = lfpg_card_bin_text(c, stream->bin[i]);
    values[3] = Int32GetDatum(c->bin[stream->bin[i]].points);
    values[4] = Int32GetDatum(lf_card_lost(c, stream->bin[i]));
    return true;
}

LFPG_ROWS(loanfin_score_reasons, PointStream, open_reasons, next_reason)

/* A constant card says how many characteristics there are. */
static double
count_points(List *arguments)
{
    Datum card;

    return lfpg_constant(arguments, 0, &card) ? lfpg_card_read(card)->count : -1;
}

LFPG_ROWS_SUPPORT(loanfin_score_points_support, count_points)

/* Reasons of a constant card, at most as many as the argument says. */
static double
count_reasons(List *arguments)
{
    Datum card, most;

    if (!lfpg_constant(arguments, 0, &card) || !lfpg_constant(arguments, 2, &most))
        return -1;
    return (double)Min(lfpg_card_read(card)->count, DatumGetInt64(most));
}

LFPG_ROWS_SUPPORT(loanfin_score_reasons_support, count_reasons)

/* (card, score) */
static int32
score_argument(FunctionCallInfo fcinfo)
{
    return lfpg_int_arg(fcinfo, 1, "score", PG_INT32_MIN, PG_INT32_MAX);
}

LFPG_FUNCTION(loanfin_score_odds)
{
    lf_int128 odds_e8;

    LFPG_TRY(lf_card_odds, lfpg_card_argument(fcinfo), score_argument(fcinfo), &odds_e8);
    return lfpg_numeric_from_int128(odds_e8, LF_RATIO_DECIMALS);
}

LFPG_FUNCTION(loanfin_score_pd)
{
    lf_int128 pd_e8;

    LFPG_TRY(lf_card_pd, lfpg_card_argument(fcinfo), score_argument(fcinfo), &pd_e8);
    return lfpg_numeric_from_int128(pd_e8, LF_RATIO_DECIMALS);
}

#define PD_DECIMALS 18

/* A chance above 0 and below 1, at 18 decimals. */
static int64
pd_argument(Datum numeric)
{
    Datum rounded = DirectFunctionCall2(numeric_round, numeric, Int32GetDatum(PD_DECIMALS));
    lf_int128 pd_e18 = 0;

    if (lfpg_numeric_to_int128(rounded, PD_DECIMALS, &pd_e18) != LF_OK || pd_e18 <= 0 ||
        pd_e18 >= INT64CONST(1000000000000000000))
        LFPG_REFUSE(LF_ERR_NOT_FRACTION, .name = "pd",
                    .text = lf_text(DatumGetCString(DirectFunctionCall1(numeric_out, numeric))));
    return (int64)pd_e18;
}

LFPG_FUNCTION(loanfin_score_from_pd)
{
    const LfCard *card = lfpg_card_argument(fcinfo);
    int32 score;

    LFPG_TRY(lf_card_score_of_pd, card, pd_argument(PG_GETARG_DATUM(1)), &score);
    PG_RETURN_INT32(score);
}

LFPG_FUNCTION(loanfin_score_grade)
{
    LfGrade grade;

    if (!lf_card_grade(lfpg_card_argument(fcinfo), score_argument(fcinfo), &grade))
        PG_RETURN_NULL();
    PG_RETURN_RISK_GRADE(grade);
}
