/*
 * portfolio_summary in and out: text, binary, order and hash.
 *
 * Binary: version, three bytes of currency, over_days, skipped; loans and
 * balance of each tier, then of each band; provision, squares.  Hash and order
 * go by these fields, not by the bytes of one kind of machine.
 */
#include "postgres.h"

#include "pg/common/value.h"
#include "pg/portfolio/value.h"

#define BINARY_VERSION 1

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

    pq_sendbyte(buf, BINARY_VERSION);
    pq_sendbytes(buf, book->currency.code, 3);
    pq_sendint32(buf, (uint32)book->over_days);
    pq_sendint64(buf, (uint64)book->skipped);
    send_tallies(buf, book->tier, LF_TIERS);
    send_tallies(buf, book->band, LF_BANDS);
    lfpg_send_i128(buf, book->provision);
    lfpg_send_i128(buf, book->squares);
}

static void
read_tallies(LfReader *r, LfTally *t, int count)
{
    for (int i = 0; i < count; i++) {
        t[i].loans = lfpg_read_i64(r);
        t[i].amount = lfpg_read_i128(r);
    }
}

static Datum
from_bytes(LfReader *r, LfFault *why)
{
    if (lfpg_read_u8(r) != BINARY_VERSION)
        lfpg_read_fail(r, "its version is unknown");

    LfCurrency currency = lfpg_read_currency(r);
    PortfolioSummary *value = lfpg_portfolio_summary_new(currency, lfpg_read_i32(r));
    LfPortfolio *book = &value->book;

    book->skipped = lfpg_read_i64(r);
    read_tallies(r, book->tier, LF_TIERS);
    read_tallies(r, book->band, LF_BANDS);
    book->provision = lfpg_read_i128(r);
    book->squares = lfpg_read_i128(r);
    lfpg_read_end(r);
    if (lf_portfolio_check(book, why) == LF_OK && book->over_days < LF_NO_LINE)
        lfpg_read_fail(r, "over_days is negative");
    PG_RETURN_PORTFOLIO_SUMMARY(value);
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

LFPG_VALUE_TYPE(portfolio_summary, .from_text = lfpg_portfolio_summary_from_text,
                .to_text = lfpg_portfolio_summary_to_text, .from_bytes = from_bytes,
                .to_bytes = to_bytes, .compare = compare, .identity = to_bytes)
