/*
 * portfolio_summary on the server: stored form, text form, binary form, order.
 *
 * Tiers and bands are the same kind of object, names with [loans, balance].
 * Loans without a band are written as one more band; a text without bands says
 * nothing about days past due, so all its loans are such.
 * Binary: version, three bytes of currency, over_days, skipped; loans and
 * balance of each tier, then of each band; provision, squares.  Hash and order
 * go by these fields, not by the bytes of one kind of machine.
 */
#include "postgres.h"

#include "pg/portfolio/value.h"

#include "pg/common/json.h"
#include "pg/common/value.h"

#define VERSION 1
#define TYPE_NAME "portfolio_summary"
#define UNKNOWN "unknown"

/* What is wrong with the head of a stored value, or NULL. */
static const char *
head_defect(const PortfolioSummary *value)
{
    if (VARSIZE(value) != sizeof(PortfolioSummary) || value->version != VERSION)
        return "its size or version is unknown";
    if (!lfpg_currency_is_sound(value->book.currency) ||
        value->scale != lf_currency_scale(value->book.currency))
        return "its currency is unknown";
    return value->book.over_days < LF_NO_LINE ? "over_days is negative" : NULL;
}

PortfolioSummary *
lfpg_portfolio_summary(Datum summary)
{
    PortfolioSummary *value = (PortfolioSummary *)PG_DETOAST_DATUM(summary);

    lfpg_corrupt(TYPE_NAME, head_defect(value));
    LFPG_TRY(lf_portfolio_check, &value->book);
    return value;
}

PortfolioSummary *
lfpg_portfolio_summary_new(LfCurrency currency, int32 over_days)
{
    PortfolioSummary *value = palloc(sizeof(PortfolioSummary));

    SET_VARSIZE(value, sizeof(PortfolioSummary));
    value->version = VERSION;
    value->scale = (int16)lf_currency_scale(currency);
    lf_portfolio_init(&value->book, currency, over_days);
    return value;
}

static const char *
tier_name(int tier)
{
    return lf_tier_label((LfTier)tier, LF_GRADE_EN);
}

/* [loans, balance] at a place of the text; NULL is none. */
static bool
read_tally(LfJsonText *t, const LfJson *at, int scale, LfTally *tally)
{
    lf_int128 amount;

    *tally = (LfTally){0, 0};
    if (at == NULL)
        return true;
    if (!lfpg_json_is_array(t, at, 2) ||
        !lfpg_json_count(t, at->first, 0, PG_INT64_MAX, &tally->loans) ||
        !lfpg_json_amount(t, at->first->next, scale, &amount))
        return false;
    tally->amount = amount;
    return true;
}

/* The object under a key: `count` tallies by their names; *given tells whether
 * it was there. */
static bool
read_tallies(LfJsonText *t, LfJson *root, const char *key, int scale, int count,
             const char *(*name)(int), LfTally *tallies, LfTally *unknown, bool *given)
{
    LfJson *object = lfpg_json_member(root, key);

    *given = object != NULL;
    if (object == NULL)
        return true;
    if (!lfpg_json_is_object(t, object))
        return false;
    for (int i = 0; i < count; i++) {
        if (!read_tally(t, lfpg_json_member(object, name(i)), scale, &tallies[i]))
            return false;
    }
    if (unknown != NULL && !read_tally(t, lfpg_json_member(object, UNKNOWN), scale, unknown))
        return false;
    return lfpg_json_all_taken(t, object);
}

static bool
read_book(LfJsonText *t, LfJson *root, int scale, LfPortfolio *book)
{
    LfTally unknown = {0, 0};
    int64 over_days = LF_NO_LINE;
    bool graded, banded;

    if (!lfpg_json_member_count(t, root, "over_days", PG_INT32_MAX, &over_days) ||
        !read_tallies(t, root, "grades", scale, LF_TIERS, tier_name, book->tier, NULL, &graded) ||
        !read_tallies(t, root, "bands", scale, LF_BANDS, lf_band_label, book->band, &unknown,
                      &banded) ||
        !lfpg_json_member_amount(t, root, "provision", scale, &book->provision) ||
        !lfpg_json_member_amount(t, root, "squares", 2 * scale, &book->squares) ||
        !lfpg_json_member_count(t, root, "skipped", PG_INT64_MAX, &book->skipped) ||
        !lfpg_json_all_taken(t, root))
        return false;
    book->over_days = (int32)over_days;

    if (lf_portfolio_check(book, t->why) != LF_OK)
        return lfpg_json_refuse(t, root);

    LfTally rest = lf_portfolio_unknown_band(book);

    if (banded && (rest.loans != unknown.loans || rest.amount != unknown.amount))
        return lfpg_json_fail(t, root, "bands and grades do not add up to the same");
    return true;
}

static Datum
from_text(const char *text, LfFault *why)
{
    LfCurrency currency;
    LfJsonText t;
    LfJson *root = lfpg_summary_parse(&t, text, TYPE_NAME, VERSION, &currency, why);

    if (root == NULL)
        return (Datum)0;

    PortfolioSummary *value = lfpg_portfolio_summary_new(currency, LF_NO_LINE);

    read_book(&t, root, value->scale, &value->book);
    PG_RETURN_PORTFOLIO_SUMMARY_P(value);
}

static void
put_tally(StringInfo out, const char *name, const LfTally *tally, int scale)
{
    if (tally->loans == 0)
        return;
    if (out->data[out->len - 1] != '{')
        appendStringInfoChar(out, ',');
    appendStringInfo(out, "\"%s\":[" INT64_FORMAT ",", name, tally->loans);
    lfpg_put_amount(out, tally->amount, scale);
    appendStringInfoChar(out, ']');
}

static char *
to_text(Datum value)
{
    const PortfolioSummary *summary = lfpg_portfolio_summary(value);
    const LfPortfolio *book = &summary->book;
    LfTally unknown = lf_portfolio_unknown_band(book);
    StringInfoData out;

    initStringInfo(&out);
    lfpg_summary_begin(&out, TYPE_NAME, VERSION, book->currency);
    if (book->over_days != LF_NO_LINE) {
        lfpg_summary_key(&out, "over_days");
        appendStringInfo(&out, "%d", book->over_days);
    }
    if (lf_portfolio_total(book).loans != 0) {
        lfpg_summary_key(&out, "grades");
        appendStringInfoChar(&out, '{');
        for (int i = 0; i < LF_TIERS; i++)
            put_tally(&out, tier_name(i), &book->tier[i], summary->scale);
        appendStringInfoChar(&out, '}');
        lfpg_summary_key(&out, "bands");
        appendStringInfoChar(&out, '{');
        for (int i = 0; i < LF_BANDS; i++)
            put_tally(&out, lf_band_label(i), &book->band[i], summary->scale);
        put_tally(&out, UNKNOWN, &unknown, summary->scale);
        appendStringInfoChar(&out, '}');
    }
    lfpg_put_amount_member(&out, "provision", book->provision, summary->scale);
    lfpg_put_amount_member(&out, "squares", book->squares, 2 * summary->scale);
    lfpg_put_count_member(&out, "skipped", book->skipped);
    appendStringInfoChar(&out, '}');
    return out.data;
}

static void
send_tallies(StringInfo buf, const LfTally *t, int count)
{
    for (int i = 0; i < count; i++) {
        pq_sendint64(buf, (uint64)t[i].loans);
        lfpg_send_i128(buf, t[i].amount);
    }
}

static void
to_bytes(StringInfo buf, Datum value)
{
    const LfPortfolio *book = &lfpg_portfolio_summary(value)->book;

    pq_sendbyte(buf, VERSION);
    pq_sendbytes(buf, book->currency.code, 3);
    pq_sendint32(buf, (uint32)book->over_days);
    pq_sendint64(buf, (uint64)book->skipped);
    send_tallies(buf, book->tier, LF_TIERS);
    send_tallies(buf, book->band, LF_BANDS);
    lfpg_send_i128(buf, book->provision);
    lfpg_send_i128(buf, book->squares);
}

static void
receive_tallies(LfReader *r, LfTally *t, int count)
{
    for (int i = 0; i < count; i++) {
        t[i].loans = lfpg_read_i64(r);
        t[i].amount = lfpg_read_i128(r);
    }
}

static Datum
from_bytes(LfReader *r, LfFault *why)
{
    if (lfpg_read_u8(r) != VERSION)
        lfpg_read_fail(r, "its version is unknown");

    LfCurrency currency = lfpg_read_currency(r);
    PortfolioSummary *value = lfpg_portfolio_summary_new(currency, lfpg_read_i32(r));
    LfPortfolio *book = &value->book;

    book->skipped = lfpg_read_i64(r);
    receive_tallies(r, book->tier, LF_TIERS);
    receive_tallies(r, book->band, LF_BANDS);
    book->provision = lfpg_read_i128(r);
    book->squares = lfpg_read_i128(r);
    lfpg_read_end(r);
    if (lf_portfolio_check(book, why) == LF_OK && book->over_days < LF_NO_LINE)
        lfpg_read_fail(r, "over_days is negative");
    PG_RETURN_PORTFOLIO_SUMMARY_P(value);
}

static int
compare_tallies(const LfTally *a, const LfTally *b, int count)
{
    int order = 0;

    for (int i = 0; i < count && order == 0; i++) {
        order = lfpg_compare_int128(a[i].amount, b[i].amount);
        if (order == 0)
            order = lfpg_compare_int128(a[i].loans, b[i].loans);
    }
    return order;
}

/* By currency, then balances and loans from the best tier and band on, then
 * the rest: a total order without a meaning of its own. */
static int
compare_books(const LfPortfolio *a, const LfPortfolio *b)
{
    int order = lf_currency_compare(a->currency, b->currency);

    if (order == 0)
        order = compare_tallies(a->tier, b->tier, LF_TIERS);
    if (order == 0)
        order = compare_tallies(a->band, b->band, LF_BANDS);
    if (order == 0)
        order = lfpg_compare_int128(a->provision, b->provision);
    if (order == 0)
        order = lfpg_compare_int128(a->squares, b->squares);
    if (order == 0)
        order = lfpg_compare_int128(a->skipped, b->skipped);
    return order != 0 ? order : lfpg_compare_int128(a->over_days, b->over_days);
}

static int
compare(Datum a, Datum b)
{
    return compare_books(&lfpg_portfolio_summary(a)->book, &lfpg_portfolio_summary(b)->book);
}

LFPG_VALUE_TYPE(portfolio_summary, .from_text = from_text, .to_text = to_text,
                .from_bytes = from_bytes, .to_bytes = to_bytes, .compare = compare,
                .identity = to_bytes)
