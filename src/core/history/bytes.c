/*
 * payment_history, the bytes: writing and reading format version 1.
 *
 * A loss is gap · 2 + (something recovered), the amount charged off plus one
 * (0: unknown), and the amount recovered; the gap counts slots since the loss
 * before.
 */
#include "core/history/bytes.h"

#include <string.h>

#include "core/bytes/varint.h"

#define TYPE_NAME "payment_history"

#define FLAG_CURRENCY 0x01
#define FLAG_GAPS 0x02
#define FLAG_UNKNOWN 0x04
#define FLAG_DAYS 0x08
#define FLAG_ARREARS 0x10
#define FLAG_LOSSES 0x20
#define FLAG_PAID_OFF 0x40
#define FLAGS_KNOWN 0x7f

/* Months are counted from January 2000. */
#define MONTH_ZERO (2000 * 12)

static size_t
bitmap_bytes(int32_t bits)
{
    return ((size_t)bits + 7) / 8;
}

static inline bool
bit_of(const uint8_t *bitmap, int32_t i)
{
    return (bitmap[i >> 3] >> (i & 7) & 1) != 0;
}

static int32_t
count_bits(const uint8_t *bitmap, int32_t bits)
{
    int32_t count = 0;

    for (size_t i = 0; i < bitmap_bytes(bits); i++)
        count += __builtin_popcount(bitmap[i]);
    return count;
}

size_t
lf_payment_history_bound(int32_t months, int32_t losses)
{
    return 32 + 2 * bitmap_bytes(months) + 3 * lf_column_bound(months) +
           (size_t)losses * (2 * LF_VARINT_MAX + 3);
}

/* Last days of consecutive months. */
typedef struct MonthEnds {
    int32_t year;
    int32_t month; /* 1 to 12 */
} MonthEnds;

static MonthEnds
month_ends(int32_t first_month)
{
    return (MonthEnds){first_month / 12, first_month % 12 + 1};
}

static int32_t
next_month_end(MonthEnds *m)
{
    int32_t last = lf_days_in_month(m->year, m->month);

    if (++m->month > 12) {
        m->month = 1;
        m->year++;
    }
    return last;
}

/* What the flags say. */
static uint8_t
find_flags(const LfHistory *h)
{
    uint8_t flags = lf_currency_is_none(h->currency) ? 0 : FLAG_CURRENCY;
    MonthEnds ends = month_ends(h->first_month);

    for (int32_t slot = 0; slot < h->months; slot++) {
        int32_t last = next_month_end(&ends);

        if (h->days_past_due[slot] == LF_GAP) {
            flags |= FLAG_GAPS;
            continue;
        }
        flags |= h->days_past_due[slot] != 0 ? FLAG_ARREARS : 0;
        flags |= h->balance[slot] == LF_UNKNOWN_AMOUNT ? FLAG_UNKNOWN : 0;
        flags |= h->day[slot] != last ? FLAG_DAYS : 0;
    }
    flags |= h->loss_count != 0 ? FLAG_LOSSES : 0;
    flags |= h->paid_off < h->months ? FLAG_PAID_OFF : 0;
    return flags;
}

/* A bit a month, or a month observed, set where the column has this value. */
static uint8_t *
put_bitmap(const LfHistory *h, const int64_t *column, int64_t value, bool observed, uint8_t *p)
{
    int32_t bit = 0;

    memset(p, 0, bitmap_bytes(h->months));
    for (int32_t slot = 0; slot < h->months; slot++) {
        if (observed && h->days_past_due[slot] == LF_GAP)
            continue;
        if (column[slot] == value)
            p[bit >> 3] |= (uint8_t)(1 << (bit & 7));
        bit++;
    }
    return p + bitmap_bytes(bit);
}

static uint8_t *
put_days(const LfHistory *h, int64_t *scratch, uint8_t *p)
{
    MonthEnds ends = month_ends(h->first_month);
    int32_t o = 0;

    for (int32_t slot = 0; slot < h->months; slot++) {
        int32_t last = next_month_end(&ends);

        if (h->days_past_due[slot] != LF_GAP)
            scratch[o++] = h->day[slot] == last ? 0 : h->day[slot];
    }
    return lf_column_pack(scratch, o, (uint64_t *)scratch + o, p);
}

/* A column of what is observed and not LF_UNKNOWN_AMOUNT. */
static uint8_t *
put_column(const LfHistory *h, const int64_t *column, bool all, int64_t *scratch, uint8_t *p)
{
    int32_t o = 0;

    if (all)
        return lf_column_pack(column, h->months, (uint64_t *)scratch, p);
    for (int32_t slot = 0; slot < h->months; slot++)
        if (h->days_past_due[slot] != LF_GAP && column[slot] != LF_UNKNOWN_AMOUNT)
            scratch[o++] = column[slot];
    return lf_column_pack(scratch, o, (uint64_t *)scratch + o, p);
}

static uint8_t *
put_losses(const LfHistory *h, uint8_t *p)
{
    int32_t next = 0;

    p = lf_put_varint(p, (uint64_t)h->loss_count - 1);
    for (int32_t i = 0; i < h->loss_count; i++) {
        const LfLoss *loss = &h->loss[i];

        p = lf_put_varint(p, (uint64_t)(loss->slot - next) << 1 | (loss->recovered != 0));
        p = lf_put_varint(
            p, loss->charged_off == LF_UNKNOWN_AMOUNT ? 0 : (uint64_t)loss->charged_off + 1);
        if (loss->recovered != 0)
            p = lf_put_signed(p, loss->recovered);
        next = loss->slot + 1;
    }
    return p;
}

size_t
lf_payment_history_encode(const LfHistory *h, int64_t *scratch, uint8_t *out)
{
    uint8_t flags = find_flags(h), *p = out;

    *p++ = LF_PAYMENT_HISTORY_VERSION;
    *p++ = flags;
    if ((flags & FLAG_CURRENCY) != 0) {
        memcpy(p, h->currency.code, 3);
        p += 3;
    }
    p = lf_put_signed(p, (int64_t)h->first_month - MONTH_ZERO);
    p = lf_put_varint(p, (uint64_t)h->months - 1);
    if ((flags & FLAG_PAID_OFF) != 0)
        p = lf_put_varint(p, (uint64_t)(h->months - 1 - h->paid_off));
    if ((flags & FLAG_GAPS) != 0)
        p = put_bitmap(h, h->days_past_due, LF_GAP, false, p);
    if ((flags & FLAG_UNKNOWN) != 0)
        p = put_bitmap(h, h->balance, LF_UNKNOWN_AMOUNT, true, p);
    if ((flags & FLAG_DAYS) != 0)
        p = put_days(h, scratch, p);
    p = put_column(h, h->balance, (flags & (FLAG_GAPS | FLAG_UNKNOWN)) == 0, scratch, p);
    if ((flags & FLAG_ARREARS) != 0)
        p = put_column(h, h->days_past_due, (flags & FLAG_GAPS) == 0, scratch, p);
    if ((flags & FLAG_LOSSES) != 0)
        p = put_losses(h, p);
    return (size_t)(p - out);
}

/* A bitmap whose unused bits are 0; *set counts the others. */
static const uint8_t *
get_bitmap(const uint8_t *p, const uint8_t *end, int32_t bits, int32_t *set)
{
    size_t bytes = bitmap_bytes(bits);

    if (p == NULL || (size_t)(end - p) < bytes ||
        ((bits & 7) != 0 && p[bytes - 1] >> (bits & 7) != 0))
        return NULL;
    *set = count_bits(p, bits);
    return p + bytes;
}

static const uint8_t *
get_head(const uint8_t *p, const uint8_t *end, uint8_t flags, LfHistoryView *v)
{
    int64_t month = 0;
    int32_t since = 0;

    v->currency = LF_NO_CURRENCY;
    if ((flags & FLAG_CURRENCY) != 0 && (p = lf_get_currency(p, end, &v->currency)) == NULL)
        return NULL;
    p = lf_get_signed(p, end, &month);
    p = lf_get_count(p, end, LF_MAX_HISTORY_MONTHS - 1, &v->months);
    v->months++;
    if (p == NULL || month < -MONTH_ZERO || month > 8000 * 12 - v->months)
        return NULL;
    v->first_month = (int32_t)month + MONTH_ZERO;
    v->paid_off = v->charge_off = v->months;
    if ((flags & FLAG_PAID_OFF) != 0) {
        p = lf_get_count(p, end, v->months - 1, &since);
        v->paid_off = v->months - 1 - since;
    }
    return p;
}

static const uint8_t *
get_bitmaps(const uint8_t *p, const uint8_t *end, uint8_t flags, LfHistoryView *v)
{
    int32_t set = 0;

    v->gaps = v->unknown = NULL;
    v->observations = v->months;
    if ((flags & FLAG_GAPS) != 0) {
        v->gaps = p;
        p = get_bitmap(p, end, v->months, &set);
        if (p == NULL || bit_of(v->gaps, 0) || bit_of(v->gaps, v->months - 1))
            return NULL;
        v->observations -= set;
    }
    v->known = v->observations;
    if ((flags & FLAG_UNKNOWN) != 0) {
        v->unknown = p;
        p = get_bitmap(p, end, v->observations, &set);
        v->known -= set;
    }
    return p;
}

static const uint8_t *
get_loss(const uint8_t *p, const uint8_t *end, int32_t next, LfLoss *loss)
{
    uint64_t head = 0, charged_off = 0;

    loss->recovered = 0;
    p = lf_get_varint(p, end, &head);
    p = lf_get_varint(p, end, &charged_off);
    if ((head & 1) != 0)
        p = lf_get_signed(p, end, &loss->recovered);
    if (p == NULL || head >> 1 >= LF_MAX_HISTORY_MONTHS || charged_off > INT64_MAX)
        return NULL;
    loss->slot = next + (int32_t)(head >> 1);
    loss->charged_off = charged_off == 0 ? LF_UNKNOWN_AMOUNT : (int64_t)charged_off - 1;
    return p;
}

/* Finds the end of the losses and the first charge-off. */
static const uint8_t *
get_losses(const uint8_t *p, const uint8_t *end, LfHistoryView *v)
{
    LfLoss loss = {.slot = -1};

    p = lf_get_count(p, end, v->months - 1, &v->loss_count);
    v->loss_count++;
    v->losses = p;
    for (int32_t i = 0; i < v->loss_count && p != NULL; i++) {
        p = get_loss(p, end, loss.slot + 1, &loss);
        if (p != NULL && loss.slot >= v->months)
            return NULL;
        if (loss.charged_off != 0 && loss.slot < v->charge_off)
            v->charge_off = loss.slot;
    }
    return p;
}

/* Opens the columns that there are, and finds the losses; the end, or NULL. */
static const uint8_t *
get_columns(const uint8_t *p, const uint8_t *end, uint8_t flags, LfHistoryView *v)
{
    if (v->has_days)
        p = lf_column_open(p, end, v->observations, &v->day);
    p = lf_column_open(p, end, v->known, &v->balance);
    if (v->has_arrears)
        p = lf_column_open(p, end, v->observations, &v->days_past_due);
    if ((flags & FLAG_LOSSES) != 0)
        p = get_losses(p, end, v);
    return p;
}

/* Without the columns of a loan that was always on time, if `late_only`. */
static inline lf_status
open_view(const uint8_t *bytes, size_t length, bool late_only, LfHistoryView *v, LfFault *why)
{
    const uint8_t *p = bytes, *end = bytes + length;
    uint8_t flags;

    if (length < 2 || p[0] != LF_PAYMENT_HISTORY_VERSION)
        return lf_corrupt(why, TYPE_NAME, "the format version is unknown");
    flags = p[1];
    if ((flags & ~FLAGS_KNOWN) != 0)
        return lf_corrupt(why, TYPE_NAME, "a flag is unknown");
    p = get_head(p + 2, end, flags, v);
    if (p == NULL)
        return lf_corrupt(why, TYPE_NAME, "the head is cut off or out of range");
    p = get_bitmaps(p, end, flags, v);
    v->has_days = (flags & FLAG_DAYS) != 0;
    v->has_arrears = (flags & FLAG_ARREARS) != 0;
    v->loss_count = 0;
    v->end = end;
    if (late_only && (flags & (FLAG_GAPS | FLAG_DAYS | FLAG_ARREARS | FLAG_LOSSES)) == 0)
        return LF_OK;
    if (get_columns(p, end, flags, v) != end)
        return lf_corrupt(why, TYPE_NAME, "the months are cut off or too long");
    return LF_OK;
}

lf_status
lf_payment_history_open(const uint8_t *bytes, size_t length, LfHistoryView *v, LfFault *why)
{
    return open_view(bytes, length, false, v, why);
}

lf_status
lf_payment_history_open_late(const uint8_t *bytes, size_t length, LfHistoryView *v, LfFault *why)
{
    return open_view(bytes, length, true, v, why);
}

/* Moves values apart so that those with a bit set get `filler`. */
static void
spread(int64_t *value, int32_t count, int32_t packed, const uint8_t *bitmap, int64_t filler)
{
    if (bitmap == NULL)
        return;
    for (int32_t i = count - 1; i >= 0; i--)
        value[i] = bit_of(bitmap, i) || packed == 0 ? filler : value[--packed];
}

void
lf_payment_history_arrears(const LfHistoryView *v, int64_t *days_past_due)
{
    if (v->has_arrears)
        lf_column_unpack(&v->days_past_due, v->observations, days_past_due);
    else
        memset(days_past_due, 0, (size_t)v->observations * sizeof(int64_t));
    spread(days_past_due, v->months, v->observations, v->gaps, LF_GAP);
}

int32_t
lf_payment_history_late(const LfHistoryView *v, int64_t *days_past_due, int32_t *late)
{
    int32_t count = 0;

    if (v->has_arrears && v->gaps == NULL && v->loss_count == 0 &&
        lf_column_is_sparse(&v->days_past_due))
        return lf_column_unpack_sparse(&v->days_past_due, days_past_due, late);
    lf_payment_history_arrears(v, days_past_due);
    for (int32_t slot = 0; slot < v->months; slot++) {
        late[count] = slot;
        count += days_past_due[slot] > 0;
    }
    return count;
}

void
lf_payment_history_balances_below(const LfHistoryView *v, int32_t months, int64_t *balance)
{
    if (v->gaps == NULL && v->unknown == NULL)
        lf_column_unpack(&v->balance, months, balance);
    else
        lf_payment_history_balances(v, balance);
}

void
lf_payment_history_balances(const LfHistoryView *v, int64_t *balance)
{
    lf_column_unpack(&v->balance, v->known, balance);
    spread(balance, v->observations, v->known, v->unknown, LF_UNKNOWN_AMOUNT);
    spread(balance, v->months, v->observations, v->gaps, LF_UNKNOWN_AMOUNT);
}

void
lf_payment_history_days(const LfHistoryView *v, int64_t *day)
{
    MonthEnds ends = month_ends(v->first_month);

    if (v->has_days) {
        lf_column_unpack(&v->day, v->observations, day);
        spread(day, v->months, v->observations, v->gaps, 0);
    }
    for (int32_t slot = 0; slot < v->months; slot++) {
        int32_t last = next_month_end(&ends);

        if (!v->has_days || day[slot] == 0)
            day[slot] = last;
    }
}

void
lf_payment_history_losses(const LfHistoryView *v, LfLoss *loss)
{
    const uint8_t *p = v->losses;
    int32_t next = 0;

    for (int32_t i = 0; i < v->loss_count; i++) {
        p = get_loss(p, v->end, next, &loss[i]);
        next = loss[i].slot + 1;
    }
}

int32_t
lf_payment_history_last_as_of(const LfHistoryView *v, int64_t *scratch)
{
    int32_t month = v->first_month + v->months - 1;

    if (v->has_days) {
        lf_column_unpack(&v->day, v->observations, scratch);
        if (scratch[v->observations - 1] != 0)
            return lf_month_start(month) + (int32_t)scratch[v->observations - 1] - 1;
    }
    return lf_month_start(month + 1) - 1;
}
