/*
 * History: putting observations in, the check, the readers that count months,
 * and the bureau's letters.
 */
#include "core/history/history.h"

#include <string.h>

#include "core/base/range.h"

#define TYPE_NAME "payment_history"

lf_status
lf_observation_check(const LfObservation *o, int scale, LfFault *why)
{
    lf_status status;

    if (!lf_date_in_range(o->as_of))
        return LF_REFUSE(why, LF_ERR_DATE_RANGE, .name = "as_of", .a = o->as_of);
    if (o->days_past_due < 0 || o->days_past_due > LF_MAX_DAYS_PAST_DUE)
        return LF_REFUSE(why, LF_ERR_DAYS_RANGE, .name = "days_past_due", .a = o->days_past_due,
                         .c = LF_MAX_DAYS_PAST_DUE);
    status = lf_check_money("recovered", o->recovered, -LF_MAX_MONEY, scale, why);
    if (status == LF_OK && o->balance != LF_UNKNOWN_AMOUNT)
        status = lf_check_money("balance", o->balance, -LF_MAX_MONEY, scale, why);
    if (status == LF_OK && o->charged_off != LF_UNKNOWN_AMOUNT)
        status = lf_check_money("charged_off", o->charged_off, 0, scale, why);
    return status;
}

static int32_t
first_loss_from(const LfHistory *h, int32_t slot)
{
    int32_t i = 0;

    while (i < h->loss_count && h->loss[i].slot < slot)
        i++;
    return i;
}

/* Moves every slot up by `shift`; what is below becomes a gap. */
static void
shift_slots(LfHistory *h, int32_t shift)
{
    size_t bytes = (size_t)h->months * sizeof(int64_t);

    memmove(h->days_past_due + shift, h->days_past_due, bytes);
    memmove(h->balance + shift, h->balance, bytes);
    memmove(h->day + shift, h->day, bytes);
    for (int32_t slot = 0; slot < shift; slot++)
        h->days_past_due[slot] = LF_GAP;
    for (int32_t i = 0; i < h->loss_count; i++)
        h->loss[i].slot += shift;
    h->first_month -= shift;
    h->months += shift;
}

/* Makes sure that the month has a slot. */
static lf_status
reach_month(LfHistory *h, int32_t month, LfFault *why)
{
    int32_t first = h->months == 0 || month < h->first_month ? month : h->first_month;
    int32_t last = h->first_month + h->months - 1;
    int32_t months = (h->months == 0 || month > last ? month : last) - first + 1;

    if (months > LF_MAX_HISTORY_MONTHS)
        return LF_REFUSE(why, LF_ERR_LIMIT, .name = "months in one history", .a = months,
                         .c = LF_MAX_HISTORY_MONTHS);
    if (h->months == 0)
        h->first_month = month;
    else if (first < h->first_month)
        shift_slots(h, h->first_month - first);
    for (; h->months < months; h->months++)
        h->days_past_due[h->months] = LF_GAP;
    return LF_OK;
}

static void
put_loss(LfHistory *h, int32_t slot, int64_t charged_off, int64_t recovered)
{
    int32_t i = first_loss_from(h, slot);
    bool there = i < h->loss_count && h->loss[i].slot == slot;
    bool wanted = charged_off != 0 || recovered != 0;

    if (there != wanted) {
        memmove(h->loss + i + wanted, h->loss + i + there,
                (size_t)(h->loss_count - i - there) * sizeof(LfLoss));
        h->loss_count += wanted - there;
    }
    if (wanted)
        h->loss[i] = (LfLoss){slot, charged_off, recovered};
}

/* Whether the month of an observation holds that very observation. */
static bool
is_there(const LfHistory *h, int32_t slot, const LfObservation *o)
{
    LfLoss loss = lf_history_loss(h, slot);

    return lf_history_as_of(h, slot) == o->as_of && h->days_past_due[slot] == o->days_past_due &&
           h->balance[slot] == o->balance && loss.charged_off == o->charged_off &&
           loss.recovered == o->recovered;
}

lf_status
lf_history_put(LfHistory *h, const LfObservation *o, bool replace, LfFault *why)
{
    LfCivil date = lf_date_to_civil(o->as_of);
    int32_t month = date.year * 12 + date.month - 1, slot;

    LF_TRY(reach_month(h, month, why));
    slot = month - h->first_month;
    if (h->days_past_due[slot] != LF_GAP && is_there(h, slot, o))
        return LF_OK;
    if (h->days_past_due[slot] != LF_GAP && !replace)
        return LF_REFUSE(why, LF_ERR_MONTH_TAKEN, .a = o->as_of, .b = lf_history_as_of(h, slot));
    h->days_past_due[slot] = o->days_past_due;
    h->balance[slot] = o->balance;
    h->day[slot] = date.day;
    put_loss(h, slot, o->charged_off, o->recovered);
    return LF_OK;
}

void
lf_history_derive(LfHistory *h)
{
    h->charge_off = h->paid_off = h->months;
    for (int32_t i = 0; i < h->loss_count; i++) {
        if (h->loss[i].charged_off != 0) {
            h->charge_off = h->loss[i].slot;
            break;
        }
    }
    /* charged off is for good: such a loan is not paid off */
    for (int32_t slot = h->months - 1; slot >= 0 && h->charge_off == h->months; slot--) {
        if (h->days_past_due[slot] == LF_GAP)
            continue;
        if (h->days_past_due[slot] != 0 || h->balance[slot] > 0 ||
            h->balance[slot] == LF_UNKNOWN_AMOUNT)
            break;
        h->paid_off = slot;
    }
}

lf_status
lf_history_check(const LfHistory *h, LfFault *why)
{
    LfFault ignored;
    int32_t next = 0;

    if (h->months < 1 || h->months > LF_MAX_HISTORY_MONTHS ||
        h->first_month < lf_month_of(LF_MIN_DATE) ||
        h->first_month + h->months - 1 > lf_month_of(LF_MAX_DATE))
        return lf_corrupt(why, TYPE_NAME, "its months are out of range");
    if (h->days_past_due[0] == LF_GAP || h->days_past_due[h->months - 1] == LF_GAP)
        return lf_corrupt(why, TYPE_NAME, "it begins or ends with a gap");
    for (int32_t slot = 0; slot < h->months; slot++) {
        LfObservation o = {0, h->balance[slot], h->days_past_due[slot], 0, 0};
        int32_t month = h->first_month + slot;

        if (next < h->loss_count && h->loss[next].slot == slot) {
            o.charged_off = h->loss[next].charged_off;
            o.recovered = h->loss[next++].recovered;
            if (o.days_past_due == LF_GAP || (o.charged_off == 0 && o.recovered == 0))
                return lf_corrupt(why, TYPE_NAME, "a loss is out of place");
        }
        if (o.days_past_due == LF_GAP)
            continue;
        if (h->day[slot] < 1 || h->day[slot] > lf_days_in_month(month / 12, month % 12 + 1) ||
            lf_observation_check(&o, 0, &ignored) != LF_OK)
            return lf_corrupt(why, TYPE_NAME, "an observation is out of range");
    }
    return next == h->loss_count ? LF_OK : lf_corrupt(why, TYPE_NAME, "losses are out of order");
}

int32_t
lf_history_as_of(const LfHistory *h, int32_t slot)
{
    if (h->day == NULL)
        return lf_month_start(h->first_month + slot + 1) - 1;
    return lf_month_start(h->first_month + slot) + (int32_t)h->day[slot] - 1;
}

LfLoss
lf_history_loss(const LfHistory *h, int32_t slot)
{
    int32_t i = first_loss_from(h, slot);

    if (i < h->loss_count && h->loss[i].slot == slot)
        return h->loss[i];
    return (LfLoss){slot, 0, 0};
}

lf_status
lf_history_window(const LfHistory *h, int64_t last_months, int32_t *first, LfFault *why)
{
    if (last_months < 1)
        return LF_REFUSE(why, LF_ERR_RANGE_INT, .name = "last_months", .a = last_months, .b = 1,
                         .c = INT32_MAX);
    *first = last_months < h->months ? h->months - (int32_t)last_months : 0;
    return LF_OK;
}

int64_t
lf_history_worst(const LfHistory *h, int32_t first)
{
    int64_t worst = 0;

    for (int32_t slot = first; slot < h->months; slot++)
        if (h->days_past_due[slot] > worst)
            worst = h->days_past_due[slot];
    return worst;
}

int32_t
lf_history_times(const LfHistory *h, int32_t first, int64_t over_days)
{
    int32_t times = 0;

    for (int32_t slot = first; slot < h->months; slot++)
        times += lf_history_over(h, slot, over_days);
    return times;
}

int32_t
lf_history_longest(const LfHistory *h, int32_t first, int64_t over_days)
{
    int32_t longest = 0, run = 0;

    for (int32_t slot = first; slot < h->months; slot++) {
        run = lf_history_over(h, slot, over_days) ? run + 1 : 0;
        if (run > longest)
            longest = run;
    }
    return longest;
}

int32_t
lf_history_first_over(const LfHistory *h, int64_t over_days)
{
    for (int32_t slot = 0; slot < h->months; slot++)
        if (lf_history_over(h, slot, over_days))
            return slot;
    return -1;
}

lf_status
lf_history_on_book(const LfHistory *h, int32_t originated, int32_t *months, LfFault *why)
{
    *months = h->first_month - lf_month_of(originated);
    if (*months >= 0)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_BEFORE_ORIGINATION, .a = lf_history_as_of(h, 0), .b = originated);
}

#define BAND_DAYS 30
#define WORST_BAND 7 /* over 180 days */

static char
letter_of(const LfHistory *h, int32_t slot)
{
    int64_t days, band;

    if (slot < 0)
        return '/';
    days = h->days_past_due[slot];
    if (days == LF_GAP)
        return '*';
    if (slot >= h->charge_off)
        return 'G';
    if (slot >= h->paid_off)
        return 'C';
    if (days == 0)
        return 'N';
    band = (days + BAND_DAYS - 1) / BAND_DAYS;
    return (char)('0' + (band < WORST_BAND ? band : WORST_BAND));
}

void
lf_history_letters(const LfHistory *h, int32_t count, char *letters)
{
    for (int32_t i = 0; i < count; i++)
        letters[i] = letter_of(h, h->months - count + i);
}

/* The observation of a letter; false for a letter without one. */
static bool
read_letter(char letter, LfObservation *o)
{
    *o = (LfObservation){0, LF_UNKNOWN_AMOUNT, 0, 0, 0};
    if (letter == 'N')
        return true;
    if (letter == 'C') {
        o->balance = 0;
        return true;
    }
    if (letter >= '1' && letter < '0' + WORST_BAND) {
        o->days_past_due = (letter - '0') * BAND_DAYS;
        return true;
    }
    o->days_past_due = (WORST_BAND - 1) * BAND_DAYS + 1;
    if (letter == 'G')
        o->charged_off = LF_UNKNOWN_AMOUNT;
    return letter == 'G' || letter == '0' + WORST_BAND;
}

static lf_status
refuse(const char *letters, size_t length, size_t at, const char *what, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_TEXT, .name = "history string", .text = {letters, length},
                     .text2 = lf_text(what), .a = (int64_t)at);
}

lf_status
lf_history_read(LfHistory *h, const char *letters, size_t length, int32_t last_month, LfFault *why)
{
    bool begun = false;

    if (length > LF_MAX_HISTORY_MONTHS)
        return LF_REFUSE(why, LF_ERR_LIMIT, .name = "months in one history", .a = (int64_t)length,
                         .c = LF_MAX_HISTORY_MONTHS);
    for (size_t i = 0; i < length; i++) {
        int32_t month = last_month - (int32_t)(length - 1 - i);
        LfObservation o;
        lf_status status;

        if (letters[i] == '/' && begun)
            return refuse(letters, length, i, "/ follows an observation", why);
        if (letters[i] == '/' || letters[i] == '*' || letters[i] == '#')
            continue;
        if (!read_letter(letters[i], &o))
            return refuse(letters, length, i, "a letter is not one of / * # N 1 to 7 C G", why);
        begun = true;
        o.as_of = lf_month_start(month + 1) - 1;
        status = lf_observation_check(&o, 0, why);
        if (status == LF_OK)
            status = lf_history_put(h, &o, false, why);
        if (status != LF_OK)
            return status;
    }
    if (!begun)
        return refuse(letters, length, length, "it has no observation", why);
    lf_history_derive(h);
    return LF_OK;
}
