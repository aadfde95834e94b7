/*
 * money_schedule, the bytes of the terms.
 *
 * Two bytes of small choices and a third, present where bit 7 of the second is
 * set, that says which rarer members follow.  Order: rate · period · first due
 * · periods · grace · balloon · unit · level · changes · last change.
 */
#include "core/schedule/terms_bytes.h"

#include "core/base/int128.h"
#include "core/money/money.h"
#include "core/bytes/varint.h"
#include "core/schedule/schedule.h"

/* byte 0: method in bits 0-2 */
#define ROUNDING_SHIFT 3
#define PAYMENT_ROUNDING_SHIFT 5
#define RESIDUE_SHIFT 7

/* byte 1: day count in bits 0-2 */
#define IN_ADVANCE 0x08
#define NEGATIVE_AMORTIZATION 0x10
#define PERIOD_IN_DAYS 0x20
#define FIRST_DUE 0x40
#define MORE 0x80

/* byte 2 */
#define PERIODS 0x01
#define GRACE 0x02
#define BALLOON 0x04
#define UNIT 0x08
#define LEVEL 0x10
#define CHANGES 0x20
#define LAST_CHANGE 0x40
#define MONTH_END 0x80 /* a choice: nothing follows for it */

/* Rates seldom have more than four decimals: eight zeros go in one step. */
#define COMMON_ZEROS 8
#define COMMON_UNIT 100000000

/* A decimal as digits * 16 + zeros taken off its end. */
static uint8_t *
put_rate(uint8_t *p, int64_t rate_e12)
{
    int zeros = 0;

    if (rate_e12 != 0 && rate_e12 % COMMON_UNIT == 0) {
        rate_e12 /= COMMON_UNIT;
        zeros = COMMON_ZEROS;
    }
    while (rate_e12 != 0 && zeros < 15 && rate_e12 % 10 == 0) {
        rate_e12 /= 10;
        zeros++;
    }
    return lf_put_varint(p, lf_zigzag(rate_e12) << 4 | (uint64_t)zeros);
}

static const uint8_t *
get_rate(const uint8_t *p, const uint8_t *end, int64_t *rate_e12)
{
    uint64_t x = 0;

    p = lf_get_varint(p, end, &x);
    return lf_mul64(lf_unzigzag(x >> 4), lf_pow10((int)(x & 15)), rate_e12) ? p : NULL;
}

static uint8_t
rare_members(const LfSchedule *s)
{
    const LfTerms *t = &s->terms;

    return (uint8_t)((t->periods != lf_default_periods(t, s->rows.count) ? PERIODS : 0) |
                     (t->grace > 0 ? GRACE : 0) | (t->balloon > 0 ? BALLOON : 0) |
                     (t->payment_unit > 0 ? UNIT : 0) |
                     (t->level != lf_level_shown(s) ? LEVEL : 0) |
                     (t->change_count > 0 ? CHANGES : 0) | (t->has_last_change ? LAST_CHANGE : 0) |
                     (t->period.month_end ? MONTH_END : 0));
}

static uint8_t *
put_rare(const LfSchedule *s, uint8_t rare, uint8_t *p)
{
    const LfTerms *t = &s->terms;

    if ((rare & PERIODS) != 0)
        p = lf_put_varint(p, (uint64_t)t->periods);
    if ((rare & GRACE) != 0)
        p = lf_put_varint(p, (uint64_t)t->grace);
    if ((rare & BALLOON) != 0)
        p = lf_put_varint(p, (uint64_t)t->balloon);
    if ((rare & UNIT) != 0)
        p = lf_put_varint(p, (uint64_t)t->payment_unit);
    if ((rare & LEVEL) != 0)
        p = lf_put_signed(p, t->level);
    if ((rare & CHANGES) != 0)
        p = lf_put_varint(p, (uint64_t)t->change_count);
    for (int32_t i = 0; i < t->change_count; i++) {
        p = lf_put_varint(p, (uint64_t)((int64_t)t->changes[i].from - s->start_date));
        p = put_rate(p, t->changes[i].rate_e12);
    }
    if ((rare & LAST_CHANGE) != 0)
        p = lf_put_varint(p, (uint64_t)((int64_t)t->last_change - s->start_date));
    return p;
}

uint8_t *
lf_put_terms(const LfSchedule *s, uint8_t *p)
{
    const LfTerms *t = &s->terms;
    uint8_t rare = rare_members(s), *body = p + 5, *q = body;
    uint8_t *end;

    *q++ = (uint8_t)(t->method | t->rounding << ROUNDING_SHIFT |
                     t->payment_rounding << PAYMENT_ROUNDING_SHIFT | t->residue << RESIDUE_SHIFT);
    *q++ = (uint8_t)(t->day_count | (t->in_advance ? IN_ADVANCE : 0) |
                     (t->negative_amortization ? NEGATIVE_AMORTIZATION : 0) |
                     (t->period.days != 0 ? PERIOD_IN_DAYS : 0) |
                     (t->has_first_due ? FIRST_DUE : 0) | (rare != 0 ? MORE : 0));
    if (rare != 0)
        *q++ = rare;
    q = put_rate(q, t->rate_e12);
    q = lf_put_varint(q, (uint64_t)(t->period.days != 0 ? t->period.days : t->period.months));
    if (t->has_first_due)
        q = lf_put_varint(q, (uint64_t)((int64_t)t->first_due - s->start_date));
    q = put_rare(s, rare, q);
    /* the length is known now; the body moves up to it */
    end = lf_put_varint(p, (uint64_t)(q - body));
    for (uint8_t *from = body; from < q;)
        *end++ = *from++;
    return end;
}

/* Bytes 0 to 2, rate, period and first due; *rare is what follows. */
static const uint8_t *
get_plain(const uint8_t *p, const uint8_t *end, LfTerms *t, uint8_t *rare, int32_t *first_due)
{
    int32_t length = 0;
    uint8_t a, b;

    if (end - p < 3)
        return NULL;
    a = *p++;
    b = *p++;
    *rare = 0;
    if ((b & MORE) != 0)
        *rare = *p++;
    if ((a & 7) >= LF_METHODS || (b & 7) >= LF_DAY_COUNTS || ((b & MORE) != 0 && *rare == 0))
        return NULL;
    t->method = (LfMethod)(a & 7);
    t->rounding = (LfRounding)(a >> ROUNDING_SHIFT & 3);
    t->payment_rounding = (LfRounding)(a >> PAYMENT_ROUNDING_SHIFT & 3);
    t->residue = (LfResidue)(a >> RESIDUE_SHIFT);
    t->day_count = (LfDayCount)(b & 7);
    t->in_advance = (b & IN_ADVANCE) != 0;
    t->negative_amortization = (b & NEGATIVE_AMORTIZATION) != 0;
    t->has_first_due = (b & FIRST_DUE) != 0;
    p = get_rate(p, end, &t->rate_e12);
    p = lf_get_count(p, end, (b & PERIOD_IN_DAYS) ? LF_MAX_PERIOD_DAYS : LF_MAX_PERIOD_MONTHS,
                     &length);
    if (p == NULL || length == 0)
        return NULL;
    t->period = (LfPeriod){.months = (b & PERIOD_IN_DAYS) ? 0 : length,
                           .days = (b & PERIOD_IN_DAYS) ? length : 0,
                           .month_end = (*rare & MONTH_END) != 0};
    if (t->has_first_due)
        p = lf_get_count(p, end, LF_MAX_DATE - LF_MIN_DATE, first_due);
    return p;
}

static const uint8_t *
get_changes(const uint8_t *p, const uint8_t *end, LfRateChange *changes, LfTerms *t)
{
    p = lf_get_count(p, end, LF_MAX_RATES, &t->change_count);
    for (int32_t i = 0; p != NULL && i < t->change_count; i++) {
        int32_t day = 0;

        p = lf_get_count(p, end, LF_MAX_DATE - LF_MIN_DATE, &day);
        if (p == NULL)
            break;
        changes[i].from = day;
        p = get_rate(p, end, &changes[i].rate_e12);
    }
    t->changes = changes;
    return p;
}

/* Days are left as written, counted from the start date: the caller adds it. */
static const uint8_t *
get_rare(const uint8_t *p, const uint8_t *end, uint8_t rare, LfRateChange *changes, LfTerms *t)
{
    uint64_t money = 0;

    if ((rare & PERIODS) != 0)
        p = lf_get_count(p, end, LF_MAX_PERIODS, &t->periods);
    if ((rare & GRACE) != 0)
        p = lf_get_count(p, end, LF_MAX_PERIODS, &t->grace);
    if ((rare & BALLOON) != 0) {
        p = lf_get_varint(p, end, &money);
        t->balloon = (int64_t)(money & INT64_MAX);
    }
    if ((rare & UNIT) != 0) {
        p = lf_get_varint(p, end, &money);
        t->payment_unit = (int64_t)(money & INT64_MAX);
    }
    if ((rare & LEVEL) != 0)
        p = lf_get_signed(p, end, &t->level);
    if ((rare & CHANGES) != 0)
        p = get_changes(p, end, changes, t);
    if ((rare & LAST_CHANGE) != 0)
        p = lf_get_count(p, end, LF_MAX_DATE - LF_MIN_DATE, &t->last_change);
    return p;
}

bool
lf_get_terms(const uint8_t *p, const uint8_t *end, int32_t rows, LfRateChange *changes, LfTerms *t,
             bool *level_given)
{
    uint8_t rare;

    *t = (LfTerms){.periods = -1};
    p = get_plain(p, end, t, &rare, &t->first_due);
    if (p == NULL)
        return false;
    t->has_last_change = (rare & LAST_CHANGE) != 0;
    *level_given = (rare & LEVEL) != 0;
    p = get_rare(p, end, rare, changes, t);
    if ((rare & PERIODS) == 0)
        t->periods = lf_default_periods(t, rows);
    return p == end;
}

int32_t
lf_terms_change_count(const uint8_t *p, const uint8_t *end)
{
    int64_t bytes = end - p;

    return bytes / 2 < LF_MAX_RATES ? (int32_t)(bytes / 2) + 1 : LF_MAX_RATES;
}

bool
lf_terms_calendar(const uint8_t *p, const uint8_t *end, int32_t start_date, LfDueCalendar *calendar)
{
    LfTerms t = {0};
    uint8_t rare;

    p = get_plain(p, end, &t, &rare, &t.first_due);
    if (p == NULL)
        return false;
    t.first_due += start_date;
    *calendar = lf_due_calendar(&t, start_date);
    return true;
}
