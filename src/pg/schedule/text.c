/*
 * money_schedule as text:
 * [CNY 100000.00@2024-01-15 annuity 0.05 periodic 1mon]{2024-02-15:2580.42+416.67,...}
 *
 * Terms beyond method, rate, day count and period are written as key=value where
 * they are not the default, so text and binary hold the same value.
 */
#include "postgres.h"

#include "pg/schedule/value.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"

#include "core/schedule/schedule.h"
#include "pg/common/json.h"
#include "pg/common/text.h"
#include "pg/schedule/open.h"
#include "pg/schedule/terms.h"

static void
append_signed(StringInfo out, int64 value, int scale)
{
    if (value >= 0)
        appendStringInfoChar(out, '+');
    lfpg_put_amount(out, value, scale);
}

static void
append_choices(StringInfo out, const LfTerms *t)
{
    if (t->in_advance)
        appendStringInfoString(out, " in_advance=true");
    if (t->period.month_end)
        appendStringInfoString(out, " month_end=true");
    if (t->rounding != LF_HALF_UP)
        appendStringInfo(out, " rounding=%s", lf_rounding_name(t->rounding));
    if (t->residue != LF_RESIDUE_LAST)
        appendStringInfo(out, " residue=%s", lf_residue_name(t->residue));
    if (t->payment_rounding != t->rounding)
        appendStringInfo(out, " payment_rounding=%s", lf_rounding_name(t->payment_rounding));
    if (t->negative_amortization)
        appendStringInfoString(out, " negative_amortization=true");
}

static void
append_money(StringInfo out, const char *key, int64 value, int scale)
{
    appendStringInfo(out, " %s=", key);
    lfpg_put_amount(out, value, scale);
}

static void
append_terms(StringInfo out, const LfSchedule *s, int scale)
{
    const LfTerms *t = &s->terms;

    appendStringInfo(out, " %s ", lf_method_name(t->method));
    lfpg_put_rate(out, t->rate_e12);
    appendStringInfo(out, " %s %d%s", lf_day_count_name(t->day_count),
                     t->period.months != 0 ? t->period.months : t->period.days,
                     t->period.months != 0 ? "mon" : "day");
    if (t->has_first_due) {
        appendStringInfoString(out, " first_due=");
        lfpg_put_date(out, t->first_due);
    }
    if (t->periods != lf_default_periods(t, s->rows.count))
        appendStringInfo(out, " periods=%d", t->periods);
    if (t->balloon != 0)
        append_money(out, "balloon", t->balloon, scale);
    if (t->grace != 0)
        appendStringInfo(out, " grace=%d", t->grace);
    append_choices(out, t);
    if (t->payment_unit != 0)
        append_money(out, "payment_unit", t->payment_unit, scale);
    if (t->level != lf_level_shown(s))
        append_money(out, "level", t->level, scale);
    for (int32 i = 0; i < t->change_count; i++) {
        appendStringInfoString(out, " rate=");
        lfpg_put_rate(out, t->changes[i].rate_e12);
        appendStringInfoChar(out, '@');
        lfpg_put_date(out, t->changes[i].from);
    }
    if (t->has_last_change) {
        appendStringInfoString(out, " last_change=");
        lfpg_put_date(out, t->last_change);
    }
    if (t->restructured)
        appendStringInfoString(out, " restructured=true");
}

char *
lfpg_money_schedule_to_text(Datum value)
{
    LfSchedule *s = lfpg_money_schedule_read(value);
    const LfRows *r = &s->rows;
    int scale = lf_currency_scale(s->currency);
    StringInfoData out;

    initStringInfo(&out);
    appendStringInfoChar(&out, '[');
    if (!lf_currency_is_none(s->currency))
        appendStringInfo(&out, "%s ", s->currency.code);
    lfpg_put_amount(&out, s->opening, scale);
    appendStringInfoChar(&out, '@');
    lfpg_put_date(&out, s->start_date);
    if (s->has_terms)
        append_terms(&out, s, scale);
    appendStringInfoString(&out, "]{");
    for (int32 k = 0; k < r->count; k++) {
        if (k % 4096 == 0)
            CHECK_FOR_INTERRUPTS();
        if (k > 0)
            appendStringInfoChar(&out, ',');
        lfpg_put_date(&out, r->due[k]);
        appendStringInfoChar(&out, ':');
        lfpg_put_amount(&out, r->principal[k], scale);
        append_signed(&out, r->interest[k], scale);
        if (r->fee[k] != 0)
            append_signed(&out, r->fee[k], scale);
    }
    appendStringInfoChar(&out, '}');
    return out.data;
}

static bool
is_word(const char *word, size_t length, const char *name)
{
    return strlen(name) == length && memcmp(word, name, length) == 0;
}

StaticAssertDecl(sizeof(LfMethod) == sizeof(int) && sizeof(LfRounding) == sizeof(int),
                 "a word is kept as an int");

/* A keyword of core into its enum: its complaint is one about this text. */
static bool
read_keyword(LfTextCursor *c, const LfKeywords *list, void *to)
{
    const char *word;
    size_t length;
    int value;

    if (!lf_text_word(c, &word, &length))
        return false;
    value = lfpg_keyword_find(list, word, length);
    if (value < 0)
        return lf_text_fail_at(c, word, "a word is unknown");
    memcpy(to, &value, sizeof(value));
    return true;
}

static bool
read_flag(LfTextCursor *c, bool *flag)
{
    const char *word;
    size_t length;

    if (!lf_text_word(c, &word, &length))
        return false;
    *flag = is_word(word, length, "true");
    return *flag || is_word(word, length, "false") ||
           lf_text_fail_at(c, word, "a word is neither true nor false");
}

LfRateChange *
lfpg_rate_change_room(LfTermsRead *x)
{
    LfTerms *t = x->terms;

    if (t->change_count == LF_MAX_RATES)
        return NULL;
    if (t->change_count % 16 == 0)
        x->changes = x->changes == NULL
                         ? palloc(sizeof(LfRateChange) * 16)
                         : repalloc(x->changes, sizeof(LfRateChange) * (t->change_count + 16));
    t->changes = x->changes;
    return &x->changes[t->change_count];
}

static bool
read_rate_change(LfTextCursor *c, LfTermsRead *x)
{
    LfRateChange *change = lfpg_rate_change_room(x);

    if (change == NULL)
        return lf_text_fail(c, "there are too many rates");
    if (!lf_text_decimal(c, LF_RATE_DECIMALS, &change->rate_e12) ||
        !lf_text_expect(c, '@', "a later rate lacks its day") || !lf_text_date(c, &change->from))
        return false;
    x->terms->change_count++;
    return true;
}

static bool
read_count(LfTextCursor *c, int32 least, int32 greatest, int32 *value)
{
    int64 wide = 0;

    if (!lf_text_count(c, least, greatest, &wide))
        return false;
    *value = (int32)wide;
    return true;
}

bool
lfpg_read_term(LfTextCursor *c, const char *key, size_t length, LfTermsRead *x)
{
    LfTerms *t = x->terms;

    if (is_word(key, length, "first_due"))
        return (t->has_first_due = lf_text_date(c, &t->first_due));
    if (is_word(key, length, "periods"))
        return (x->periods_given = read_count(c, 1, LF_MAX_PERIODS, &t->periods));
    if (is_word(key, length, "grace"))
        return read_count(c, 0, LF_MAX_PERIODS, &t->grace);
    if (is_word(key, length, "balloon"))
        return lf_text_decimal(c, x->scale, &t->balloon);
    if (is_word(key, length, "payment_unit"))
        return lf_text_decimal(c, x->scale, &t->payment_unit);
    if (is_word(key, length, "level"))
        return (x->level_given = lf_text_decimal(c, x->scale, &t->level));
    if (is_word(key, length, "in_advance"))
        return read_flag(c, &t->in_advance);
    if (is_word(key, length, "month_end"))
        return read_flag(c, &t->period.month_end);
    if (is_word(key, length, "negative_amortization"))
        return read_flag(c, &t->negative_amortization);
    if (is_word(key, length, "rounding"))
        return read_keyword(c, &lf_roundings, &t->rounding);
    if (is_word(key, length, "payment_rounding"))
        return (x->payment_rounding_given = read_keyword(c, &lf_roundings, &t->payment_rounding));
    if (is_word(key, length, "residue"))
        return read_keyword(c, &lf_residues, &t->residue);
    if (is_word(key, length, "rate"))
        return read_rate_change(c, x);
    if (is_word(key, length, "restructured"))
        return read_flag(c, &t->restructured);
    if (is_word(key, length, "last_change"))
        return (t->has_last_change = lf_text_date(c, &t->last_change));
    return lf_text_fail_at(c, key, "a term is unknown");
}

static bool
read_period(LfTextCursor *c, LfPeriod *period)
{
    const char *word;
    size_t length, digits = 0;
    int32 n = 0;

    if (!lf_text_word(c, &word, &length))
        return false;
    for (; digits < length && digits < 6 && word[digits] >= '0' && word[digits] <= '9'; digits++)
        n = n * 10 + (word[digits] - '0');
    if (is_word(word + digits, length - digits, "mon"))
        *period = (LfPeriod){.months = n};
    else if (is_word(word + digits, length - digits, "day"))
        *period = (LfPeriod){.days = n};
    else
        return lf_text_fail_at(c, word, "the period is not a number of mon or day");
    return true;
}

bool
lfpg_read_first_term(LfTextCursor *c, const char *key, LfTerms *t)
{
    if (strcmp(key, "method") == 0)
        return read_keyword(c, &lf_methods, &t->method);
    if (strcmp(key, "annual_rate") == 0)
        return lf_text_decimal(c, LF_RATE_DECIMALS, &t->rate_e12);
    if (strcmp(key, "period") == 0)
        return read_period(c, &t->period);
    return read_keyword(c, &lf_day_counts, &t->day_count);
}

static bool
read_terms(LfTextCursor *c, LfTermsRead *x)
{
    LfTerms *t = x->terms;
    const char *word;
    size_t length;

    if (!lfpg_read_first_term(c, "method", t) || !lfpg_read_first_term(c, "annual_rate", t) ||
        !lfpg_read_first_term(c, "day_count", t) || !lfpg_read_first_term(c, "period", t))
        return false;
    while (!lf_text_peek(c, ']'))
        if (!lf_text_word(c, &word, &length) || !lf_text_expect(c, '=', "a term lacks its value") ||
            !lfpg_read_term(c, word, length, x))
            return false;
    return true;
}

static bool
read_head(LfTextCursor *c, LfSchedule *s, LfTermsRead *x)
{
    const char *word;
    size_t length;
    LfFault ignored;

    if (!lf_text_expect(c, '[', "it does not begin with ["))
        return false;
    lf_text_skip_space(c);
    if (c->p < c->end && *c->p >= 'A' && *c->p <= 'Z' &&
        (!lf_text_word(c, &word, &length) ||
         (lf_currency_parse(word, length, &s->currency, &ignored) != LF_OK &&
          !lf_text_fail_at(c, word, "the currency is not an ISO 4217 code"))))
        return false;
    x->scale = lf_currency_scale(s->currency);
    if (!lf_text_decimal(c, x->scale, &s->opening) ||
        !lf_text_expect(c, '@', "the start date is missing") || !lf_text_date(c, &s->start_date))
        return false;
    s->has_terms = !lf_text_peek(c, ']');
    if (s->has_terms && !read_terms(c, x))
        return false;
    return lf_text_expect(c, ']', "the terms do not end with ]");
}

static bool
read_row(LfTextCursor *c, LfRows *rows, int scale)
{
    int32 k = rows->count;

    if (!lf_text_date(c, &rows->due[k]) ||
        !lf_text_expect(c, ':', "a due date is not followed by :") ||
        !lf_text_decimal(c, scale, &rows->principal[k]))
        return false;
    if (!lf_text_accept(c, '+') && !lf_text_peek(c, '-'))
        return lf_text_fail(c, "a row lacks its interest");
    if (!lf_text_decimal(c, scale, &rows->interest[k]))
        return false;
    rows->fee[k] = 0;
    if ((lf_text_accept(c, '+') || lf_text_peek(c, '-')) &&
        !lf_text_decimal(c, scale, &rows->fee[k]))
        return false;
    rows->count++;
    return true;
}

static bool
read_rows(LfTextCursor *c, LfRows *rows, int scale)
{
    int32 capacity = 1;

    for (const char *p = c->p; (p = memchr(p, ',', (size_t)(c->end - p))) != NULL; p++)
        if (++capacity > LF_MAX_ROWS)
            return lf_text_fail(c, "there are too many rows");
    lfpg_rows_alloc(rows, capacity);
    rows->count = 0;
    if (!lf_text_expect(c, '{', "the rows do not begin with {"))
        return false;
    if (lf_text_accept(c, '}'))
        return true;
    do {
        if (rows->count % 4096 == 0)
            CHECK_FOR_INTERRUPTS();
        if (!read_row(c, rows, scale))
            return false;
    } while (lf_text_accept(c, ','));
    return lf_text_expect(c, '}', "the rows do not end with }");
}

Datum
lfpg_schedule_finish(LfSchedule *s, const LfTermsRead *x, LfFault *why)
{
    LfTerms *t = &s->terms;

    if (s->has_terms) {
        if (!x->payment_rounding_given)
            t->payment_rounding = t->rounding;
        lf_terms_normalize(t, s->start_date);
        if (!x->periods_given)
            t->periods = lf_default_periods(t, s->rows.count);
        if (!x->level_given)
            t->level = lf_level_shown(s);
    }
    PG_RETURN_MONEY_SCHEDULE_P(lfpg_money_schedule_make(s, why));
}

Datum
lfpg_money_schedule_from_text(const char *text, LfFault *why)
{
    LfSchedule s = {.currency = LF_NO_CURRENCY};
    LfTermsRead x = {.terms = &s.terms};
    LfTextCursor c;

    lf_text_begin(&c, text, strlen(text), "money_schedule", why);
    if (!read_head(&c, &s, &x) || !read_rows(&c, &s.rows, x.scale) || !lf_text_end(&c))
        return (Datum)0;
    return lfpg_schedule_finish(&s, &x, why);
}
