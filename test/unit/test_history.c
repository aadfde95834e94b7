/*
 * History: observations put in any order against a calendar of plain slots,
 * readers against counting, every defect that the check finds, and the bytes there
 * and back.
 */
#include "core/history/history.h"

#include "test/unit/bytes.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"
#include "core/history/bytes.h"

#define SPAN 90 /* months of the calendar */

/* The latest observation of each month of the calendar. */
typedef struct Plain {
    int32_t base;
    bool seen[SPAN];
    LfObservation at[SPAN];
} Plain;

static LfHistoryRoom room;

static int32_t
date(int32_t year, int32_t month, int32_t day)
{
    return lf_date_from_civil((LfCivil){year, month, day});
}

static int64_t
some_money(bool negative)
{
    int64_t x = random_chance(3) ? 0 : (int64_t)random_bits(random_chance(9) ? 56 : 24);

    return negative && random_chance(4) ? -x : x;
}

static LfObservation
some_observation(int32_t month)
{
    int32_t first = lf_month_start(month), last = lf_month_start(month + 1) - 1;
    LfObservation o = {.as_of = random_chance(2) ? last : (int32_t)random_between(first, last),
                       .balance = some_money(true)};

    if (random_chance(20))
        o.balance = LF_UNKNOWN_AMOUNT;
    if (random_chance(3))
        o.days_past_due = random_between(0, random_chance(20) ? LF_MAX_DAYS_PAST_DUE : 220);
    if (random_chance(30))
        o.charged_off = random_chance(5) ? LF_UNKNOWN_AMOUNT : some_money(false);
    if (random_chance(20))
        o.recovered = some_money(true);
    return o;
}

static bool
same_observation(const LfObservation *a, const LfObservation *b)
{
    return a->as_of == b->as_of && a->balance == b->balance &&
           a->days_past_due == b->days_past_due && a->charged_off == b->charged_off &&
           a->recovered == b->recovered;
}

/* A random history, and the same in plain slots. */
static void
some_history(LfHistory *h, Plain *p)
{
    int puts = (int)random_between(1, random_chance(2) ? 6 : SPAN);
    int32_t span = (int32_t)random_between(1, SPAN);
    LfFault why;

    *p = (Plain){.base = (int32_t)random_between(23000, 25000)};
    lf_history_begin(h, LF_NO_CURRENCY, &room);
    if (random_chance(4))
        (void)lf_currency_parse("KWD", 3, &h->currency, &why);
    for (int i = 0; i < puts; i++) {
        int32_t slot = (int32_t)random_between(0, span - 1);
        LfObservation o = some_observation(p->base + slot);
        bool taken = p->seen[slot] && !same_observation(&p->at[slot], &o);
        lf_status status = lf_history_put(h, &o, false, &why);

        if ((status == LF_ERR_MONTH_TAKEN) != taken)
            ok(false, "a month is taken exactly where it has another observation");
        if (status != LF_OK && lf_history_put(h, &o, true, &why) != LF_OK)
            ok(false, "a month is replaced with replace");
        p->seen[slot] = true;
        p->at[slot] = o;
    }
    lf_history_derive(h);
}

/* Whether a history holds what the slots hold and no more. */
static bool
holds(const LfHistory *h, const Plain *p)
{
    int32_t first = 0, last = SPAN - 1, losses = 0;

    while (!p->seen[first])
        first++;
    while (!p->seen[last])
        last--;
    if (h->first_month != p->base + first || h->months != last - first + 1)
        return false;
    for (int32_t slot = 0; slot < h->months; slot++) {
        const LfObservation *o = &p->at[first + slot];
        LfLoss loss = lf_history_loss(h, slot);

        if (lf_history_observed(h, slot) != p->seen[first + slot])
            return false;
        losses += o->charged_off != 0 || o->recovered != 0;
        if (loss.charged_off != o->charged_off || loss.recovered != o->recovered)
            return false;
        if (p->seen[first + slot] &&
            (h->days_past_due[slot] != o->days_past_due || h->balance[slot] != o->balance ||
             lf_history_as_of(h, slot) != o->as_of))
            return false;
    }
    return losses == h->loss_count && !lf_history_observed(h, -1) &&
           !lf_history_observed(h, h->months);
}

/* Marks by looking at every later month of every month. */
static bool
marked(const LfHistory *h)
{
    int32_t charge_off = h->months, paid_off = h->months;

    for (int32_t slot = h->months - 1; slot >= 0; slot--)
        if (lf_history_loss(h, slot).charged_off != 0)
            charge_off = slot;
    for (int32_t slot = h->months - 1; slot >= 0 && charge_off == h->months; slot--) {
        bool zeros = h->days_past_due[slot] != LF_GAP;

        for (int32_t later = slot; later < h->months; later++)
            zeros = zeros && (h->days_past_due[later] == LF_GAP ||
                              (h->days_past_due[later] == 0 && h->balance[later] <= 0 &&
                               h->balance[later] != LF_UNKNOWN_AMOUNT));
        if (zeros)
            paid_off = slot;
    }
    return h->charge_off == charge_off && h->paid_off == paid_off;
}

/* Readers of the last n months by counting from each month on. */
static bool
counted(const LfHistory *h, int32_t n, int64_t over_days)
{
    int32_t first = h->months > n ? h->months - n : 0, times = 0, longest = 0, begun = -1;
    int64_t worst = 0;

    for (int32_t slot = 0; slot < h->months; slot++) {
        int32_t run = 0;

        for (int32_t s = slot; s < h->months; s++) {
            bool over =
                h->days_past_due[s] > over_days || (h->days_past_due[s] >= 0 && s >= h->charge_off);

            if (!over)
                break;
            run++;
        }
        begun = begun < 0 && run > 0 ? slot : begun;
        if (slot < first)
            continue;
        times += run > 0;
        longest = run > longest ? run : longest;
        worst = h->days_past_due[slot] > worst ? h->days_past_due[slot] : worst;
    }
    return lf_history_worst(h, first) == worst && lf_history_times(h, first, over_days) == times &&
           lf_history_longest(h, first, over_days) == longest &&
           lf_history_first_over(h, over_days) == begun;
}

static Bytes
encode_history(const LfHistory *h)
{
    int64_t *scratch = chunk(LF_HISTORY_SCRATCH(h->months) * sizeof(int64_t));
    uint8_t *space = chunk(lf_payment_history_bound(h->months, h->loss_count));
    Bytes b = exact_copy(space, lf_payment_history_encode(h, scratch, space));

    if (b.length > lf_payment_history_bound(h->months, h->loss_count))
        abort();
    free(space);
    free(scratch);
    return b;
}

/* Opens bytes over columns as long as they need to be. */
static bool
decode_history(Bytes b, LfHistory *h, LfHistoryView *v)
{
    LfFault why;

    if (lf_payment_history_open(b.data, b.length, v, &why) != LF_OK)
        return false;
    lf_payment_history_head(v, h);
    h->days_past_due = chunk((size_t)v->months * sizeof(int64_t));
    h->balance = chunk((size_t)v->months * sizeof(int64_t));
    h->day = chunk((size_t)v->months * sizeof(int64_t));
    h->loss = chunk((size_t)v->loss_count * sizeof(LfLoss));
    lf_payment_history_arrears(v, h->days_past_due);
    lf_payment_history_balances(v, h->balance);
    lf_payment_history_days(v, h->day);
    lf_payment_history_losses(v, h->loss);
    return true;
}

static void
free_history(LfHistory *h)
{
    free(h->days_past_due);
    free(h->balance);
    free(h->day);
    free(h->loss);
}

/* Late slots and the first balances, as they stand in the whole columns. */
static bool
reads_in_part(const LfHistory *h, const LfHistoryView *v)
{
    int64_t *days = chunk((size_t)h->months * sizeof(int64_t));
    int64_t *balance = chunk((size_t)h->months * sizeof(int64_t));
    int32_t *late = chunk((size_t)h->months * sizeof(int32_t)), next = 0;
    int32_t some = (int32_t)random_between(1, h->months), found;
    bool same = true;

    found = lf_payment_history_late(v, days, late);
    lf_payment_history_balances_below(v, some, balance);
    for (int32_t slot = 0; slot < h->months; slot++) {
        bool is_late = h->days_past_due[slot] > 0;

        if (is_late || h->loss_count > 0 || (slot > 0 && h->days_past_due[slot - 1] > 0))
            same = same && days[slot] == h->days_past_due[slot];
        if (is_late)
            same = same && next < found && late[next++] == slot;
        if (slot < some && h->days_past_due[slot] != LF_GAP)
            same = same && balance[slot] == h->balance[slot];
    }
    free(late);
    free(balance);
    free(days);
    return same && next == found;
}

/* Whether the bytes of a history are read as it, last day and marks too. */
static bool
comes_back(const LfHistory *h, const Plain *p, Bytes b)
{
    int64_t *scratch = chunk((size_t)h->months * sizeof(int64_t));
    LfHistory got;
    LfHistoryView v;
    LfFault why;
    bool same = decode_history(b, &got, &v);

    if (same) {
        Bytes again = encode_history(&got);

        same = holds(&got, p) && marked(&got) && reads_in_part(&got, &v) &&
               lf_history_check(&got, &why) == LF_OK && same_bytes(b, again) &&
               lf_payment_history_last_as_of(&v, scratch) == lf_history_as_of(h, h->months - 1);
        free(again.data);
        free_history(&got);
    }
    free(scratch);
    return same;
}

static bool
cuts_refused(Bytes b)
{
    LfHistoryView v;
    LfFault why;
    bool fine = true;

    for (size_t length = 0; length < b.length; length++) {
        Bytes cut = exact_copy(b.data, length);

        fine = fine && lf_payment_history_open(cut.data, cut.length, &v, &why) == LF_ERR_CORRUPT;
        free(cut.data);
    }
    return fine;
}

/* Whether the columns of a loan always on time are all that is not looked for. */
static bool
opens_late_alike(Bytes b)
{
    LfHistoryView all, late;
    LfHistory of_all = {0}, of_late = {0};
    LfFault why;

    if (lf_payment_history_open(b.data, b.length, &all, &why) != LF_OK ||
        lf_payment_history_open_late(b.data, b.length, &late, &why) != LF_OK)
        return false;
    lf_payment_history_head(&all, &of_all);
    lf_payment_history_head(&late, &of_late);
    if (memcmp(&of_all, &of_late, sizeof(of_all)) != 0 || all.has_arrears != late.has_arrears ||
        all.has_days != late.has_days || all.gaps != late.gaps)
        return false;
    return !all.has_arrears || all.days_past_due.bits == late.days_past_due.bits;
}

/* Forged bytes are refused, or decode to what the check refuses, or are a history. */
static bool
forgery_held(Bytes sound)
{
    Bytes b = exact_copy(sound.data, sound.length);
    LfHistory got;
    LfHistoryView v;
    LfFault why;
    bool fine = true;

    for (int64_t flips = random_between(1, 4); flips > 0; flips--)
        b.data[random_between(0, (int64_t)b.length - 1)] ^= (uint8_t)(1 << random_between(0, 7));
    if (decode_history(b, &got, &v)) {
        if (lf_history_check(&got, &why) == LF_OK) {
            Bytes again;

            lf_history_derive(&got);
            again = encode_history(&got);
            fine = lf_payment_history_open(again.data, again.length, &v, &why) == LF_OK;
            free(again.data);
        }
        free_history(&got);
    }
    free(b.data);
    return fine;
}

static void
test_random(void)
{
    int kept = 0, marks = 0, counts = 0, gate = 0, lost = 0, cuts = 0, forged = 0, off = 0;
    int paid = 0, late = 0;
    static const int64_t lines[] = {0, 30, 90, 180};
    static Plain p;
    LfHistory h;
    LfFault why;

    for (int round = 0; round < 6000; round++) {
        Bytes b;

        some_history(&h, &p);
        kept += !holds(&h, &p);
        marks += !marked(&h);
        gate += lf_history_check(&h, &why) != LF_OK;
        counts += !counted(&h, (int32_t)random_between(1, SPAN), lines[random_between(0, 3)]);
        off += h.charge_off < h.months;
        paid += h.paid_off < h.months;
        b = encode_history(&h);
        lost += !comes_back(&h, &p, b);
        late += !opens_late_alike(b);
        if (round % 20 == 0)
            cuts += !cuts_refused(b);
        for (int i = 0; i < 20; i++)
            forged += !forgery_held(b);
        free(b.data);
    }
    is_i64(kept, 0, "a history holds the observations put in, in any order");
    is_i64(marks, 0, "charged off and paid off are where they belong");
    is_i64(gate, 0, "what is put together from checked observations passes the check");
    is_i64(counts, 0, "readers count as by hand, in any window");
    is_i64(lost, 0, "histories are read back from their bytes");
    is_i64(late, 0, "a history opened for its late months is the same");
    is_i64(cuts, 0, "bytes cut short are refused");
    is_i64(forged, 0, "forged bytes are refused, or are a history that has bytes of its own");
    ok(off > 500 && paid > 500, "enough are charged off (%d) and paid off (%d)", off, paid);
}

static void
put(LfHistory *h, int32_t as_of, int64_t balance, int64_t days, int64_t charged_off)
{
    LfObservation o = {as_of, balance, days, charged_off, 0};
    LfFault why;

    if (lf_history_put(h, &o, false, &why) != LF_OK)
        ok(false, "an observation is put in");
}

static void
test_limits(void)
{
    LfObservation o = {date(2024, 1, 31), 1, 0, 0, 0};
    LfFault why;
    LfHistory h;

    lf_history_begin(&h, LF_NO_CURRENCY, &room);
    put(&h, o.as_of, 1, 0, 0);
    ok(lf_history_put(&h, &o, false, &why) == LF_OK && h.months == 1,
       "the very observation that is there changes nothing");
    o.as_of -= 3;
    ok(lf_history_put(&h, &o, false, &why) == LF_ERR_MONTH_TAKEN && why.a == o.as_of &&
           why.b == o.as_of + 3,
       "a month that is there is refused with both days");
    o.as_of = lf_month_start(h.first_month + LF_MAX_HISTORY_MONTHS);
    ok(lf_history_put(&h, &o, false, &why) == LF_ERR_LIMIT && why.a == LF_MAX_HISTORY_MONTHS + 1 &&
           h.months == 1,
       "a month too far after is refused, and nothing changes");
    o.as_of = lf_month_start(h.first_month - LF_MAX_HISTORY_MONTHS);
    ok(lf_history_put(&h, &o, false, &why) == LF_ERR_LIMIT && h.months == 1,
       "a month too far before is refused");
    put(&h, lf_month_start(h.first_month - LF_MAX_HISTORY_MONTHS + 1), 7, 3, 0);
    lf_history_derive(&h);
    ok(h.months == LF_MAX_HISTORY_MONTHS && lf_history_check(&h, &why) == LF_OK &&
           lf_history_times(&h, 0, 2) == 1 && h.balance[h.months - 1] == 1,
       "the longest history is all gaps between its ends");
}

static void
refused(LfObservation o, lf_status status, const char *name)
{
    LfFault why = {.status = LF_OK};

    ok(lf_observation_check(&o, 2, &why) == status && strcmp(why.name, name) == 0,
       "an observation is refused by its %s", name);
}

static void
test_observations(void)
{
    const int64_t most = LF_MAX_MONEY;
    LfFault why;

    ok(lf_observation_check(&(LfObservation){LF_MAX_DATE, -most, LF_MAX_DAYS_PAST_DUE, most, -most},
                            2, &why) == LF_OK,
       "the widest observation is one");
    ok(lf_observation_check(&(LfObservation){0, LF_UNKNOWN_AMOUNT, 0, LF_UNKNOWN_AMOUNT, 0}, 2,
                            &why) == LF_OK,
       "a balance and a charge-off may be unknown");
    refused((LfObservation){LF_MAX_DATE + 1, 0, 0, 0, 0}, LF_ERR_DATE_RANGE, "as_of");
    refused((LfObservation){0, most + 1, 0, 0, 0}, LF_ERR_RANGE_MONEY, "balance");
    refused((LfObservation){0, -most - 1, 0, 0, 0}, LF_ERR_RANGE_MONEY, "balance");
    refused((LfObservation){0, 0, -1, 0, 0}, LF_ERR_DAYS_RANGE, "days_past_due");
    refused((LfObservation){0, 0, LF_MAX_DAYS_PAST_DUE + 1, 0, 0}, LF_ERR_DAYS_RANGE,
            "days_past_due");
    refused((LfObservation){0, 0, 0, -1, 0}, LF_ERR_RANGE_MONEY, "charged_off");
    refused((LfObservation){0, 0, 0, most + 1, 0}, LF_ERR_RANGE_MONEY, "charged_off");
    refused((LfObservation){0, 0, 0, 0, most + 1}, LF_ERR_RANGE_MONEY, "recovered");
    refused((LfObservation){0, 0, 0, 0, -most - 1}, LF_ERR_RANGE_MONEY, "recovered");
    refused((LfObservation){0, 0, 0, 0, LF_UNKNOWN_AMOUNT}, LF_ERR_RANGE_MONEY, "recovered");
}

/* January observed on its 31st, a gap, March charged off, April with a recovery. */
static void
sound_history(LfHistory *h)
{
    LfObservation last = {date(2024, 4, 30), 0, 0, 0, 5};
    LfFault why;

    lf_history_begin(h, LF_NO_CURRENCY, &room);
    put(h, date(2024, 1, 31), 100, 0, 0);
    put(h, date(2024, 3, 31), 0, 90, 100);
    (void)lf_history_put(h, &last, false, &why);
    lf_history_derive(h);
}

static void
defective(const LfHistory *h, const char *what)
{
    LfFault why = {.status = LF_OK};

    ok(lf_history_check(h, &why) == LF_ERR_CORRUPT, "the check finds %s", what);
}

static void
test_gate(void)
{
    LfHistory h;
    LfFault why;

    sound_history(&h);
    ok(lf_history_check(&h, &why) == LF_OK, "a sound history passes the check");
    h.months = 0;
    defective(&h, "that there is no month");
    sound_history(&h);
    h.first_month = lf_month_of(LF_MAX_DATE) - 2;
    defective(&h, "months beyond the calendar");
    sound_history(&h);
    h.days_past_due[0] = LF_GAP;
    defective(&h, "a gap at the beginning");
    sound_history(&h);
    h.days_past_due[3] = LF_GAP;
    defective(&h, "a gap at the end");
    sound_history(&h);
    h.day[2] = 32;
    defective(&h, "a day the month lacks");
    sound_history(&h);
    h.day[3] = 0;
    defective(&h, "a day before the first");
    sound_history(&h);
    h.balance[0] = LF_MAX_MONEY + 1;
    defective(&h, "a balance out of range");
    sound_history(&h);
    h.days_past_due[2] = -2;
    defective(&h, "days past due out of range");
    sound_history(&h);
    h.loss[0].slot = 1;
    defective(&h, "a loss in a gap");
    sound_history(&h);
    h.loss[0] = (LfLoss){2, 0, 0};
    defective(&h, "a loss of nothing");
    sound_history(&h);
    h.loss[1].recovered = LF_UNKNOWN_AMOUNT;
    defective(&h, "a recovery that is unknown");
    sound_history(&h);
    h.loss[1].slot = 2;
    defective(&h, "two losses of one month");
    sound_history(&h);
    h.loss[1].slot = 4;
    defective(&h, "a loss after the last month");
}

static void
test_window(void)
{
    LfHistory h;
    LfFault why;
    int32_t first = -1;

    sound_history(&h);
    ok(lf_history_window(&h, 3, &first, &why) == LF_OK && first == 1, "a window ends at the end");
    ok(lf_history_window(&h, 4, &first, &why) == LF_OK && first == 0, "a window of all is all");
    ok(lf_history_window(&h, INT32_MAX, &first, &why) == LF_OK && first == 0,
       "a window may be longer");
    ok(lf_history_window(&h, 0, &first, &why) == LF_ERR_RANGE_INT &&
           strcmp(why.name, "last_months") == 0,
       "a window of nothing is refused");
}

static void
test_origination(void)
{
    LfHistory h;
    LfFault why;
    int32_t months = -1;

    lf_history_begin(&h, LF_NO_CURRENCY, &room);
    put(&h, date(2024, 3, 10), 100, 5, 0);
    ok(lf_history_on_book(&h, date(2024, 3, 31), &months, &why) == LF_OK && months == 0,
       "a loan is on the books from the month it was granted");
    ok(lf_history_on_book(&h, date(2023, 12, 31), &months, &why) == LF_OK && months == 3,
       "months before the first observation count");
    ok(lf_history_on_book(&h, date(2024, 4, 1), &months, &why) == LF_ERR_BEFORE_ORIGINATION &&
           why.a == date(2024, 3, 10) && why.b == date(2024, 4, 1),
       "an observation before the month of origination is refused with both days");
    h.day = NULL;
    ok(lf_history_on_book(&h, date(2024, 4, 1), &months, &why) == LF_ERR_BEFORE_ORIGINATION &&
           why.a == date(2024, 3, 31),
       "without a column of days it was the month's last");
}

int
main(void)
{
    random_begin();
    test_random();
    test_limits();
    test_observations();
    test_gate();
    test_window();
    test_origination();
    return done_testing();
}
