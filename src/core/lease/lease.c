/*
 * Lease: the financed amount, the residual, and the flows of a deposit.
 */
#include "core/lease/lease.h"

#include "core/base/range.h"

static const char *const deposit_uses[] = {"last", "first", "return"};
static const LfAlias deposit_aliases[] = {
    {"冲抵末期租金", LF_DEPOSIT_LAST}, {"到期退还", LF_DEPOSIT_RETURN}, {NULL, 0}};

const LfKeywords lf_deposit_uses = {"deposit_use", deposit_uses, 3, deposit_aliases, 0};

static lf_status
check_part(const char *name, int64_t amount, int64_t most, int scale, LfFault *why)
{
    if (amount >= 0 && amount <= most)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_LEASE_AMOUNT, .scale = scale, .name = name, .a = amount,
                     .c = most);
}

lf_status
lf_lease_loan(const LfLease *lease, LfLoan *loan, LfFault *why)
{
    int scale = lf_currency_scale(loan->currency);

    LF_TRY(lf_check_money("price", lease->price, 1, scale, why));
    if (lease->has_value)
        LF_TRY(lf_check_money("asset_value", lease->asset_value, 1, scale, why));
    if (lease->has_value && lease->price > lease->asset_value)
        return LF_REFUSE(why, LF_ERR_LEASEBACK_PRICE, .scale = scale, .a = lease->price,
                         .b = lease->asset_value);
    LF_TRY(check_part("down_payment", lease->down_payment, lease->price - 1, scale, why));
    LF_TRY(check_part("residual", lease->residual, lease->price - lease->down_payment, scale, why));
    LF_TRY(lf_check_money("purchase_option", lease->purchase_option, 0, scale, why));
    loan->principal = lease->price - lease->down_payment;
    loan->terms.balloon = lease->residual;
    return LF_OK;
}

lf_status
lf_lease_finish(const LfLease *lease, LfSchedule *s, LfFault *why)
{
    int64_t *fee = &s->rows.fee[s->rows.count - 1];

    if (!lf_add64(*fee, lease->purchase_option, fee))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "payment");
    return lf_schedule_check_money(s, why);
}

/* What is left of a deposit after it paid what it can of a rent. */
static int64_t
pay_rent(int64_t *rent, int64_t deposit)
{
    int64_t paid = *rent < deposit ? *rent : deposit;

    if (paid <= 0)
        return deposit;
    *rent -= paid;
    return deposit - paid;
}

static lf_status
check_deposit(const LfSchedule *s, const LfLeaseMoney *money, LfFault *why)
{
    lf_int128 asked = 0;

    for (int32_t k = 0; k < s->rows.count; k++) {
        lf_int128 row = lf_row_payment(&s->rows, k);

        asked += row > 0 ? row : 0;
    }
    return check_part("deposit", money->deposit, lf_fits_int64(asked) ? (int64_t)asked : INT64_MAX,
                      lf_currency_scale(s->currency), why);
}

/* Takes the deposit off the rents, or pays it back at the end. */
static lf_status
use_deposit(const LfLeaseMoney *money, int64_t *rent, int32_t count, LfFault *why)
{
    int64_t left = money->deposit;

    if (money->use == LF_DEPOSIT_FIRST)
        for (int32_t k = 0; k < count; k++)
            left = pay_rent(&rent[k], left);
    if (money->use == LF_DEPOSIT_LAST)
        for (int32_t k = count - 1; k >= 0; k--)
            left = pay_rent(&rent[k], left);
    if (left == 0 || count == 0)
        return LF_OK;
    return __builtin_sub_overflow(rent[count - 1], left, &rent[count - 1])
               ? LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "payment")
               : LF_OK;
}

/* The payment of each row; the check proved that it fits. */
static void
fill_rents(const LfRows *rows, int64_t *rent)
{
    for (int32_t k = 0; k < rows->count; k++)
        rent[k] = rows->principal[k] + rows->interest[k] + rows->fee[k];
}

lf_status
lf_lease_flows(const LfSchedule *s, const LfLeaseMoney *money, LfCashflows *out, LfFault *why)
{
    int32_t rows = s->rows.count, k = 0;
    int64_t *rent = out->amount + 1;
    lf_int128 start = (lf_int128)money->deposit - money->costs - s->opening;

    LF_TRY(check_deposit(s, money, why));
    fill_rents(&s->rows, rent);
    LF_TRY(use_deposit(money, rent, rows, why));
    if (rows > 0 && s->rows.due[0] == s->start_date) /* in advance: one flow a day */
        start += rent[k++];
    if (!lf_fits_int64(start))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "payment");
    out->currency = s->currency;
    out->date[0] = s->start_date;
    out->amount[0] = (int64_t)start;
    out->count = 1;
    for (; k < rows; k++) {
        out->date[out->count] = s->rows.due[k];
        out->amount[out->count++] = rent[k];
    }
    return LF_OK;
}
