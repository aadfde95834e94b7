/*
 * early_warning() and warning_months() over payment histories.
 */
#include "postgres.h"

#include "pg/common/rows.h"
#include "pg/history/value.h"
#include "pg/warning/rules.h"

/* The rules of the row before, as read, the row type of the answer, and the last answer without a
 * warning: most loans have none, and end in the same month. */
typedef struct Kept {
    MemoryContext context;
    bool constant;
    Size raw_size;
    char *raw; /* as stored */
    LfWarningRules *rules;
    Datum rule_text[LF_MAX_WARNING_RULES]; /* 0: not asked for yet */
    TupleDesc type;
    int32 calm_month;
    Size calm_size;
    HeapTupleHeader calm; /* is kept as long as this */
} Kept;

static void
read_rules(Kept *kept, MemoryContext parent, Datum rules)
{
    MemoryContext old;

    if (kept->context != NULL)
        MemoryContextDelete(kept->context);
    kept->rules = NULL;
    memset(kept->rule_text, 0, sizeof(kept->rule_text));
    kept->context = AllocSetContextCreate(parent, "warning_rules", ALLOCSET_SMALL_SIZES);
    old = MemoryContextSwitchTo(kept->context);
    kept->raw_size = VARSIZE_ANY(DatumGetPointer(rules));
    kept->raw = memcpy(palloc(kept->raw_size), DatumGetPointer(rules), kept->raw_size);
    kept->rules = lfpg_warning_rules_read(rules);
    MemoryContextSwitchTo(old);
}

/* Read once a query where they are a constant or the same bytes as in the row before. */
static Kept *
kept_rules(FunctionCallInfo fcinfo)
{
    MemoryContext context = fcinfo->flinfo->fn_mcxt, old;
    const char *raw = DatumGetPointer(PG_GETARG_DATUM(1));
    Kept *kept = fcinfo->flinfo->fn_extra;

    if (kept == NULL) {
        old = MemoryContextSwitchTo(context);
        kept = palloc0(sizeof(Kept));
        kept->type = lfpg_row_type(fcinfo);
        kept->constant = lfpg_arg_is_constant(fcinfo, 1);
        MemoryContextSwitchTo(old);
        fcinfo->flinfo->fn_extra = kept;
    }
    if (kept->rules == NULL || (!kept->constant && (VARSIZE_ANY(raw) != kept->raw_size ||
                                                    memcmp(raw, kept->raw, kept->raw_size) != 0)))
        read_rules(kept, context, PG_GETARG_DATUM(1));
    return kept;
}

static Datum
rule_text(const LfWarningRules *rules, int32 rule)
{
    StringInfoData out;

    initStringInfo(&out);
    lfpg_warning_rule_write(&out, rules, rule);
    return PointerGetDatum(cstring_to_text_with_len(out.data, out.len));
}

static Datum
level_name(const LfWarningRules *rules, int32 level)
{
    LfText name = rules->name[level - 1];

    return PointerGetDatum(cstring_to_text_with_len(name.at, (int)name.length));
}

/* Each rule is written once. */
static Datum
kept_rule_text(Kept *kept, int32 rule)
{
    MemoryContext old;

    if (kept->rule_text[rule] == 0) {
        old = MemoryContextSwitchTo(kept->context);
        kept->rule_text[rule] = rule_text(kept->rules, rule);
        MemoryContextSwitchTo(old);
    }
    return kept->rule_text[rule];
}

static HeapTupleHeader
form_answer(Kept *kept, const LfHistory *h, const LfWarning *w)
{
    bool nulls[5] = {false};
    Datum values[5] = {0};

    values[0] = DateADTGetDatum(lf_month_start(h->first_month + h->months - 1));
    values[1] = Int32GetDatum(w->level);
    nulls[2] = nulls[3] = nulls[4] = w->level == 0;
    if (w->level > 0) {
        values[2] = level_name(kept->rules, w->level);
        values[3] = DateADTGetDatum(lf_month_start(h->first_month + w->since));
        values[4] = kept_rule_text(kept, w->rule);
    }
    return DatumGetHeapTupleHeader(HeapTupleGetDatum(heap_form_tuple(kept->type, values, nulls)));
}

/* The answer of a month without a warning: a copy of the one before where that was of the same
 * month.  All such answers have one size. */
static HeapTupleHeader
calm_answer(FunctionCallInfo fcinfo, Kept *kept, const LfHistory *h)
{
    static const LfWarning none = {.level = 0};
    int32 month = h->first_month + h->months;
    HeapTupleHeader answer;

    if (kept->calm != NULL && kept->calm_month == month)
        return memcpy(palloc(kept->calm_size), kept->calm, kept->calm_size);
    answer = form_answer(kept, h, &none);
    kept->calm_size = HeapTupleHeaderGetDatumLength(answer);
    if (kept->calm == NULL)
        kept->calm = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, kept->calm_size);
    memcpy(kept->calm, answer, kept->calm_size);
    kept->calm_month = month;
    return answer;
}

/* (h, rules) -> month, level, name, since, rule */
LFPG_FUNCTION(loanfin_early_warning)
{
    Kept *kept = kept_rules(fcinfo);
    LfHistoryRoom room;
    LfHistoryView view;
    LfHistory h;
    LfWarning w;

    lfpg_payment_history_open(PG_GETARG_PAYMENT_HISTORY_P(0), &view);
    if (!view.has_arrears && view.loss_count == 0) { /* always on time: no rule binds */
        lfpg_payment_history_columns(&view, 0, &h, &room);
        PG_RETURN_POINTER(calm_answer(fcinfo, kept, &h));
    }
    lfpg_payment_history_columns(&view, LFPG_ARREARS, &h, &room);
    lf_warning_walk(&w, kept->rules, &h);
    PG_RETURN_POINTER(w.level == 0 ? calm_answer(fcinfo, kept, &h) : form_answer(kept, &h, &w));
}

typedef struct MonthStream {
    LfWarningRules *rules;
    LfHistoryRoom room;
    LfHistory h;
    LfWarning w;
    int32 slot;
} MonthStream;

static void
open_months(FunctionCallInfo fcinfo, void *state)
{
    MonthStream *stream = state;

    stream->rules = lfpg_warning_rules_read(PG_GETARG_DATUM(1));
    lfpg_payment_history_read(PG_GETARG_PAYMENT_HISTORY_P(0), LFPG_ARREARS, &stream->h,
                              &stream->room);
    lf_warning_begin(&stream->w);
}

/* month, bound, level, name, rule */
static bool
next_month(void *state, Datum *values, bool *nulls)
{
    MonthStream *stream = state;
    LfWarning *w = &stream->w;

    while (stream->slot < stream->h.months &&
           !lf_warning_step(w, stream->rules, &stream->h, stream->slot))
        stream->slot++;
    if (stream->slot >= stream->h.months)
        return false;
    values[0] = DateADTGetDatum(lf_month_start(stream->h.first_month + stream->slot++));
    values[1] = Int32GetDatum(w->bound);
    values[2] = Int32GetDatum(w->level);
    nulls[3] = nulls[4] = w->level == 0;
    if (w->level > 0) {
        values[3] = level_name(stream->rules, w->level);
        values[4] = rule_text(stream->rules, w->rule);
    }
    return true;
}

LFPG_ROWS(loanfin_warning_months, MonthStream, open_months, next_month)
