/*
 * bytes.h: a schedule to its bytes and back without a server, every chunk as
 * long as promised and no longer, so that AddressSanitizer sees each step over
 * an end.
 */
#ifndef LF_TEST_BYTES_H
#define LF_TEST_BYTES_H

#include <stdlib.h>
#include <string.h>

#include "core/schedule/bytes.h"

/* Freed chunks are many and short-lived: few of them are kept from reuse. */
extern const char *__asan_default_options(void);

const char *
__asan_default_options(void)
{
    return "quarantine_size_mb=2:max_malloc_fill_size=0";
}

typedef struct Bytes {
    uint8_t *data;
    size_t length;
} Bytes;

/* All of a schedule in memory of its own. */
typedef struct Loaded {
    LfSchedule s;
    LfRateChange *changes;
    int64_t *numbers;
} Loaded;

static inline void *
chunk(size_t size)
{
    void *p = malloc(size > 0 ? size : 1);

    if (p == NULL)
        abort();
    return p;
}

/* A copy that ends where it ends. */
static inline Bytes
exact_copy(const uint8_t *data, size_t length)
{
    Bytes b = {chunk(length), length};

    memcpy(b.data, data, length);
    return b;
}

static inline Bytes
encode(const LfSchedule *s, bool by_terms)
{
    size_t bound = lf_money_schedule_bound(s);
    uint64_t *scratch = chunk(sizeof(uint64_t) * 2 * ((size_t)s->rows.count + 1));
    uint8_t *room = chunk(bound);
    size_t length = lf_money_schedule_encode(s, by_terms, scratch, room, NULL);
    Bytes b;

    if (length > bound)
        abort();
    b = exact_copy(room, length);
    free(room);
    free(scratch);
    return b;
}

static inline void
unload(Loaded *l)
{
    free(l->numbers);
    free(l->changes);
    free(l->s.rows.due);
}

/* What the bytes say, not yet checked; LF_OK or the refusal. */
static inline lf_status
decode(Bytes b, Loaded *l, LfFault *why)
{
    LfScheduleView v;
    lf_status status = lf_money_schedule_open(b.data, b.length, true, &v, why);
    size_t n;

    *l = (Loaded){.changes = NULL};
    if (status != LF_OK)
        return status;
    l->s = (LfSchedule){.currency = v.currency,
                        .opening = v.opening,
                        .start_date = v.start_date,
                        .has_terms = v.has_terms};
    if (v.has_terms) {
        l->changes = chunk(sizeof(LfRateChange) * (size_t)lf_money_schedule_changes(&v));
        status = lf_money_schedule_terms(&v, l->changes, &l->s.terms, why);
        if (status != LF_OK) {
            unload(l);
            return status;
        }
    }
    n = (size_t)v.count;
    l->numbers = chunk(3 * n * sizeof(int64_t));
    l->s.rows = (LfRows){v.count, chunk(n * sizeof(int32_t)), l->numbers, l->numbers + n,
                         l->numbers + 2 * n};
    lf_money_schedule_dues(&v, v.count, l->s.rows.due, l->s.rows.principal);
    lf_money_schedule_interest(&v, v.count, l->s.rows.interest);
    lf_money_schedule_principal(&v, v.count, l->s.rows.interest, l->s.rows.principal);
    lf_money_schedule_fees(&v, v.count, l->s.rows.fee);
    return LF_OK;
}

static inline bool
same_terms(const LfTerms *a, const LfTerms *b)
{
    for (int32_t i = 0; i < a->change_count && i < b->change_count; i++)
        if (a->changes[i].from != b->changes[i].from ||
            a->changes[i].rate_e12 != b->changes[i].rate_e12)
            return false;
    return a->method == b->method && a->day_count == b->day_count && a->rounding == b->rounding &&
           a->payment_rounding == b->payment_rounding && a->residue == b->residue &&
           a->in_advance == b->in_advance && a->negative_amortization == b->negative_amortization &&
           a->period.months == b->period.months && a->period.days == b->period.days &&
           a->period.month_end == b->period.month_end && a->periods == b->periods &&
           a->grace == b->grace && a->has_first_due == b->has_first_due &&
           (!a->has_first_due || a->first_due == b->first_due) && a->balloon == b->balloon &&
           a->level == b->level && a->payment_unit == b->payment_unit &&
           a->rate_e12 == b->rate_e12 && a->change_count == b->change_count &&
           a->has_last_change == b->has_last_change &&
           (!a->has_last_change || a->last_change == b->last_change);
}

static inline bool
same_column(const int64_t *a, const int64_t *b, int32_t count)
{
    return memcmp(a, b, (size_t)count * sizeof(*a)) == 0;
}

static inline bool
same_schedule(const LfSchedule *a, const LfSchedule *b)
{
    int32_t n = a->rows.count;

    return lf_currency_equal(a->currency, b->currency) && a->opening == b->opening &&
           a->start_date == b->start_date && a->has_terms == b->has_terms && n == b->rows.count &&
           memcmp(a->rows.due, b->rows.due, (size_t)n * sizeof(*a->rows.due)) == 0 &&
           same_column(a->rows.principal, b->rows.principal, n) &&
           same_column(a->rows.interest, b->rows.interest, n) &&
           same_column(a->rows.fee, b->rows.fee, n) &&
           (!a->has_terms || same_terms(&a->terms, &b->terms));
}

static inline bool
same_bytes(Bytes a, Bytes b)
{
    return a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
}

#endif
