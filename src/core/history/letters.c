/*
 * History, the credit bureau's letters.
 *
 * Standard: the repayment record of the credit bureau of the People's Bank of
 * China: / not yet, * unknown, N on time, 1 to 7 by 30 days, C closed, G
 * written off.
 */
#include "core/history/history.h"

#include <string.h>

#define BAND_DAYS 30
#define WORST_BAND 7 /* over 180 days */

char
lf_history_letter(const LfHistory *h, int32_t slot)
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

/* What a letter says of its month; false for one that says nothing. */
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
            return refuse(letters, length, i, "/ stands after an observation", why);
        if (letters[i] == '/' || letters[i] == '*' || letters[i] == '#')
            continue;
        if (!read_letter(letters[i], &o))
            return refuse(letters, length, i, "a letter is none of / * # N 1 to 7 C G", why);
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
