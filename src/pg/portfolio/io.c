/*
 * portfolio_summary in and out: text, binary, order and hash.
 *
 * Binary: version, three bytes of currency, over_days, skipped; loans and
 * balance of each tier, then of each band; provision, squares.  Hash and order
 * go by these fields, not by the bytes of one kind of machine.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"
#include "libpq/pqformat.h"

#include "pg/common/codec.h"
#include "pg/common/error.h"
#include "pg/portfolio/value.h"

#define BINARY_VERSION 1

PG_FUNCTION_INFO_V1(loanfin_portfolio_summary_in);
Datum
loanfin_portfolio_summary_in(PG_FUNCTION_ARGS)
{
    LfFault why = {LF_OK};
    PortfolioSummary *value = lfpg_portfolio_summary_parse(PG_GETARG_CSTRING(0), &why);

    if (value == NULL) {
        lfpg_raise_soft(LFPG_ESCONTEXT(fcinfo), &why);
        PG_RETURN_NULL();
    }
    PG_RETURN_PORTFOLIO_SUMMARY(value);
}

PG_FUNCTION_INFO_V1(loanfin_portfolio_summary_out);
Datum
loanfin_portfolio_summary_out(PG_FUNCTION_ARGS)
{
    PG_RETURN_CSTRING(lfpg_portfolio_summary_text(PG_GETARG_PORTFOLIO_SUMMARY(0)));
}

static void
send_tallies(StringInfo buf, const LfTally *t, int count)
{
    for (int i = 0; i < count; i++) {
        pq_sendint64(buf, (uint64)t[i].loans);
        lfpg_send_i128(buf, t[i].amount);
    }
}

static bytea *
send_book(const LfPortfolio *book)
{
    StringInfoData buf;

    pq_begintypsend(&buf);
    pq_sendbyte(&buf, BINARY_VERSION);
    pq_sendbytes(&buf, book->currency.code, 3);
    pq_sendint32(&buf, (uint32)book->over_days);
    pq_sendint64(&buf, (uint64)book->skipped);
    send_tallies(&buf, book->tier, LF_TIERS);
    send_tallies(&buf, book->band, LF_BANDS);
    lfpg_send_i128(&buf, book->provision);
    lfpg_send_i128(&buf, book->squares);
    return pq_endtypsend(&buf);
}

PG_FUNCTION_INFO_V1(loanfin_portfolio_summary_send);
Datum
loanfin_portfolio_summary_send(PG_FUNCTION_ARGS)
{
    PG_RETURN_BYTEA_P(send_book(&PG_GETARG_PORTFOLIO_SUMMARY(0)->book));
}

static void
read_tallies(LfReader *r, LfTally *t, int count)
{
    for (int i = 0; i < count; i++) {
        t[i].loans = lfpg_read_i64(r);
        t[i].amount = lfpg_read_i128(r);
    }
}

PG_FUNCTION_INFO_V1(loanfin_portfolio_summary_recv);
Datum
loanfin_portfolio_summary_recv(PG_FUNCTION_ARGS)
{
    LfReader r = {(StringInfo)PG_GETARG_POINTER(0), "portfolio_summary"};

    if (lfpg_read_u8(&r) != BINARY_VERSION)
        lfpg_read_fail(&r, "its version is unknown");

    LfCurrency currency = lfpg_read_currency(&r);
    PortfolioSummary *value = lfpg_portfolio_summary_new(currency, lfpg_read_i32(&r));
    LfPortfolio *book = &value->book;

    book->skipped = lfpg_read_i64(&r);
    read_tallies(&r, book->tier, LF_TIERS);
    read_tallies(&r, book->band, LF_BANDS);
    book->provision = lfpg_read_i128(&r);
    book->squares = lfpg_read_i128(&r);
    lfpg_read_end(&r);

    const char *defect = lf_portfolio_defect(book);

    if (defect == NULL && book->over_days < LF_NO_LINE)
        defect = "over_days is negative";
    if (defect != NULL)
        lfpg_read_fail(&r, defect);
    PG_RETURN_PORTFOLIO_SUMMARY(value);
}

static int
compare_int128(lf_int128 a, lf_int128 b)
{
    return (a > b) - (a < b);
}

static int
compare_tallies(const LfTally *a, const LfTally *b, int count)
{
    int order = 0;

    for (int i = 0; i < count && order == 0; i++) {
        order = compare_int128(a[i].amount, b[i].amount);
        if (order == 0)
            order = compare_int128(a[i].loans, b[i].loans);
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
        order = compare_int128(a->provision, b->provision);
    if (order == 0)
        order = compare_int128(a->squares, b->squares);
    if (order == 0)
        order = compare_int128(a->skipped, b->skipped);
    return order != 0 ? order : compare_int128(a->over_days, b->over_days);
}

static int
compare_args(FunctionCallInfo fcinfo)
{
    return compare_books(&PG_GETARG_PORTFOLIO_SUMMARY(0)->book,
                         &PG_GETARG_PORTFOLIO_SUMMARY(1)->book);
}

#define COMPARISON(name, test) \
    PG_FUNCTION_INFO_V1(name); \
    Datum name(PG_FUNCTION_ARGS) \
    { \
        PG_RETURN_BOOL(compare_args(fcinfo) test 0); \
    }

COMPARISON(loanfin_portfolio_summary_eq, ==)
COMPARISON(loanfin_portfolio_summary_ne, !=)
COMPARISON(loanfin_portfolio_summary_lt, <)
COMPARISON(loanfin_portfolio_summary_le, <=)
COMPARISON(loanfin_portfolio_summary_gt, >)
COMPARISON(loanfin_portfolio_summary_ge, >=)

PG_FUNCTION_INFO_V1(loanfin_portfolio_summary_cmp);
Datum
loanfin_portfolio_summary_cmp(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT32(compare_args(fcinfo));
}

PG_FUNCTION_INFO_V1(loanfin_portfolio_summary_hash);
Datum
loanfin_portfolio_summary_hash(PG_FUNCTION_ARGS)
{
    bytea *bytes = send_book(&PG_GETARG_PORTFOLIO_SUMMARY(0)->book);

    return hash_any((unsigned char *)VARDATA(bytes), (int)VARSIZE(bytes) - VARHDRSZ);
}

PG_FUNCTION_INFO_V1(loanfin_portfolio_summary_hash_extended);
Datum
loanfin_portfolio_summary_hash_extended(PG_FUNCTION_ARGS)
{
    bytea *bytes = send_book(&PG_GETARG_PORTFOLIO_SUMMARY(0)->book);

    return hash_any_extended((unsigned char *)VARDATA(bytes), (int)VARSIZE(bytes) - VARHDRSZ,
                             (uint64)PG_GETARG_INT64(1));
}
