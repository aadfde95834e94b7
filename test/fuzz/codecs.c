/*
 * fuzz_codecs RUNS SEED GOLDEN: forged bytes of the other packed types against
 * their decoders and checks, without a server.  (bytes.c does money_schedule,
 * structs.c the types of fixed size.)
 *
 * A forgery is refused, or it is a value: then its encoding is accepted and is
 * its own encoding.  Every column is read before the check.  Chunks end
 * where they end; the sanitizers see the rest.  GOLDEN is a folder of the
 * stored bytes of a release, which are samples to forge from; types that are
 * younger are made here.  Accepted forgeries are forged again.
 */
#include "core/cashflow/bytes.h"
#include "core/commission/plan_bytes.h"
#include "core/history/bytes.h"
#include "core/pool/bytes.h"
#include "core/scoring/bytes.h"
#include "core/vintage/bytes.h"
#include "test/fuzz/forge.h"
#include "test/unit/bytes.h"

/* So many rows take a moment; such forgeries are left. */
#define MANY_ROWS 20000

/* Reads the bytes; where they are a value, `again` is its encoding. */
typedef lf_status (*Recode)(Bytes b, Bytes *again, LfFault *why);

/* One more value, encoded; NULL: they are in the golden folder. */
typedef Bytes (*Make)(void);

typedef struct Codec {
    FuzzPool pool;
    Recode recode;
    Make make;
} Codec;

static void
fail(const Codec *codec, Bytes forged, const char *what)
{
    fuzz_fail(codec->pool.name, forged.data, forged.length, what);
}

/* What was encoded into `room`, as long as it is; the bound must hold. */
static Bytes
encoded(uint8_t *room, size_t length, size_t bound)
{
    Bytes b;

    if (length > bound)
        abort();
    b = exact_copy(room, length);
    free(room);
    return b;
}

/* Not a status of core: the forgery has too many rows to follow. */
#define TOO_MANY LF_STATUS_COUNT

static lf_status
recode_cashflows(Bytes b, Bytes *again, LfFault *why)
{
    LfCashflowsView v;
    LfCashflows c;
    int64_t *days, *scratch;
    lf_status status = lf_cashflows_open(b.data, b.length, &v, why);

    if (status != LF_OK)
        return status;
    if (v.count > MANY_ROWS)
        return TOO_MANY;
    days = chunk((size_t)v.count * sizeof(*days));
    c = (LfCashflows){v.currency, v.count, chunk((size_t)v.count * sizeof(int32_t)),
                      chunk((size_t)v.count * sizeof(int64_t))};
    lf_cashflows_days(&v, days);
    lf_cashflows_amounts(&v, c.amount);
    for (int32_t i = 0; i < v.count; i++) {
        int64_t date = (int64_t)((uint64_t)v.first_date + (uint64_t)days[i]);

        c.date[i] = date < INT32_MIN || date > INT32_MAX ? INT32_MAX : (int32_t)date;
    }
    status = lf_cashflows_check(&c, why);
    if (status == LF_OK) {
        scratch = chunk(2 * (size_t)v.count * sizeof(*scratch));
        uint8_t *room = chunk(lf_cashflows_bound(v.count));

        *again = encoded(room, lf_cashflows_encode(&c, scratch, room), lf_cashflows_bound(v.count));
        free(scratch);
    }
    free(c.amount);
    free(c.date);
    free(days);
    return status;
}

/* What readers of a part of a history read. */
static void
read_parts(const LfHistoryView *v)
{
    static int64_t days[LF_MAX_HISTORY_MONTHS], balance[LF_MAX_HISTORY_MONTHS];
    static int32_t late[LF_MAX_HISTORY_MONTHS];

    lf_payment_history_late(v, days, late);
    lf_payment_history_balances_below(v, (int32_t)random_between(1, v->months), balance);
    lf_payment_history_last_as_of(v, days);
}

static lf_status
recode_history(Bytes b, Bytes *again, LfFault *why)
{
    static LfHistoryRoom room;
    static int64_t scratch[2 * LF_MAX_HISTORY_MONTHS];
    LfHistoryView v;
    LfHistory h;
    lf_status status = lf_payment_history_open(b.data, b.length, &v, why);
    size_t bound;
    uint8_t *out;

    if (status != LF_OK)
        return status;
    read_parts(&v);
    lf_history_begin(&h, v.currency, &room);
    lf_payment_history_head(&v, &h);
    lf_payment_history_arrears(&v, h.days_past_due);
    lf_payment_history_balances(&v, h.balance);
    lf_payment_history_days(&v, h.day);
    lf_payment_history_losses(&v, h.loss);
    status = lf_history_check(&h, why);
    if (status != LF_OK)
        return status;
    lf_history_derive(&h);
    bound = lf_payment_history_bound(h.months, h.loss_count);
    out = chunk(bound);
    *again = encoded(out, lf_payment_history_encode(&h, scratch, out), bound);
    return LF_OK;
}

static lf_status
recode_vintage(Bytes b, Bytes *again, LfFault *why)
{
    LfVintageView view;
    LfVintageCell *cell;
    LfVintage v;
    lf_status status = lf_vintage_summary_open(b.data, b.length, &view, why);

    if (status != LF_OK)
        return status;
    cell = chunk((size_t)view.count * sizeof(*cell));
    status = lf_vintage_summary_cells(&view, cell, why);
    v = (LfVintage){view.head, view.count, cell, NULL};
    if (status == LF_OK)
        status = lf_vintage_check(&v, why);
    if (status == LF_OK) {
        uint8_t *out = chunk(lf_vintage_summary_bound(v.count));

        *again =
            encoded(out, lf_vintage_summary_encode(&v, out), lf_vintage_summary_bound(v.count));
    }
    free(cell);
    return status;
}

static Bytes
encode_pool(const LfPoolHead *head, int32_t first, int32_t months, const LfPoolMonth *month)
{
    uint8_t *out = chunk(lf_pool_summary_bound(months));

    return encoded(out, lf_pool_summary_encode(head, first, months, month, out),
                   lf_pool_summary_bound(months));
}

static lf_status
recode_pool(Bytes b, Bytes *again, LfFault *why)
{
    LfPoolView v;
    LfPoolMonth *month;
    int32_t months;
    lf_status status = lf_pool_summary_open(b.data, b.length, &v, why);

    if (status != LF_OK)
        return status;
    months = v.count > 0 ? v.last - v.first + 1 : 0;
    month = chunk((size_t)months * sizeof(*month));
    memset(month, 0, (size_t)months * sizeof(*month));
    status = lf_pool_summary_months(&v, month, why);
    if (status == LF_OK)
        *again = encode_pool(&v.head, v.first, months, month);
    free(month);
    return status;
}

static Bytes
make_pool(void)
{
    LfPoolHead head = {.skipped = random_between(0, 3), .unknown = random_between(0, 3)};
    LfPoolMonth month[12];
    int32_t months = (int32_t)random_between(1, 12);
    LfFault why;

    for (int32_t i = 0; i < months; i++) {
        LfPoolMonth *m = &month[i];

        *m = (LfPoolMonth){.loans = i > 0 && i < months - 1 ? random_between(0, 9) : 1};
        if (m->loans == 0)
            continue;
        m->opening = random_between(1000, 1000000000);
        m->scheduled = m->opening / random_between(4, 90);
        m->prepaid = random_chance(2) ? m->opening / random_between(4, 90) : 0;
        m->unpaid = random_chance(3) ? m->scheduled / 2 : 0;
        m->recovered = random_chance(4) ? random_between(0, 900) : 0;
        m->closing = m->opening - m->scheduled - m->prepaid + m->unpaid;
        m->weighted_age = m->opening * random_between(0, 60);
        if (lf_pool_month_check(m, &why) != LF_OK)
            abort();
    }
    return encode_pool(&head, (int32_t)random_between(20 * 12, 3000 * 12), months, month);
}

static Bytes
encode_scores(const LfScores *s)
{
    uint8_t *out = chunk(lf_scores_bound(s->count));

    return encoded(out, lf_scores_encode(s, out), lf_scores_bound(s->count));
}

static lf_status
recode_scores(Bytes b, Bytes *again, LfFault *why)
{
    LfScoresView v;
    LfScoreRow *row;
    lf_status status = lf_scores_open(b.data, b.length, &v, why);

    if (status != LF_OK)
        return status;
    row = chunk((size_t)v.head.count * sizeof(*row));
    status = lf_scores_rows(&v, row, why);
    v.head.row = row;
    if (status == LF_OK)
        status = lf_scores_check(&v.head, why);
    if (status == LF_OK)
        *again = encode_scores(&v.head);
    free(row);
    return status;
}

/* Whole loans, or parts of them; one weight at least is not 0. */
static LfOutcome
some_outcome(bool whole)
{
    LfOutcome of = {{1, 0, 0}};

    for (int k = 0; k < LF_OUTCOMES; k++)
        of.weight[k] += random_between(0, 1 << random_between(0, 20));
    if (whole)
        for (int k = 0; k < LF_OUTCOMES; k++)
            of.weight[k] *= LF_WEIGHT_ONE;
    return of;
}

static Bytes
make_scores(void)
{
    LfScoreRow row[30];
    int32_t score = (int32_t)random_between(-900, 900);
    bool whole = random_chance(2);
    LfScores s = {random_chance(3) ? LF_LOANS_UNKNOWN : random_between(0, 9999),
                  random_between(0, 3), (int32_t)random_between(0, 30), row};

    for (int32_t i = 0; i < s.count; i++)
        row[i] = (LfScoreRow){score += (int32_t)random_between(1, 200), 0, some_outcome(whole)};
    return encode_scores(&s);
}

static lf_status
recode_bins(Bytes b, Bytes *again, LfFault *why)
{
    LfBinsView v;
    LfBinRow *row;
    lf_status status = lf_bins_open(b.data, b.length, &v, why);

    if (status != LF_OK)
        return status;
    row = chunk((size_t)v.head.count * sizeof(*row));
    status = lf_bins_rows(&v, row, why);
    v.head.row = row;
    if (status == LF_OK)
        status = lf_bins_check(&v.head, why);
    if (status == LF_OK) {
        uint8_t *out = chunk(lf_bins_bound(&v.head));

        *again = encoded(out, lf_bins_encode(&v.head, out), lf_bins_bound(&v.head));
    }
    free(row);
    return status;
}

static Bytes
make_bins(void)
{
    static const char names[][8] = {"", "0-9", "10-19", "20-29", "30+", "rent", "\xe7\xa7\x9f"};
    LfBinRow row[8];
    LfBins b = {random_between(0, 3), 0, row};
    bool whole = random_chance(2);
    uint8_t *out;

    for (int i = 0; i < 7; i++)
        if (random_chance(2))
            row[b.count++] =
                (LfBinRow){names[i], (int32_t)strlen(names[i]), 0, some_outcome(whole)};
    if (random_chance(2))
        row[b.count++] = (LfBinRow){NULL, LF_BIN_MISSING, 0, some_outcome(whole)};
    out = chunk(lf_bins_bound(&b));
    return encoded(out, lf_bins_encode(&b, out), lf_bins_bound(&b));
}

static lf_status
recode_plan(Bytes b, Bytes *again, LfFault *why)
{
    static LfClawbackWindow window[LF_MAX_CLAWBACK_WINDOWS];
    LfCommissionPlan plan;
    LfPerLoan terms;
    LfFault other;
    int32_t count;
    int scale;
    uint8_t *out;
    lf_status status;

    lf_commission_plan_per_loan(b.data, b.length, &scale, &terms, &other);
    lf_commission_plan_windows(b.data, b.length, &scale, window, &count, &other);
    status = lf_commission_plan_decode(b.data, b.length, &plan, why);
    if (status == LF_OK)
        status = lf_commission_plan_check(&plan, why);
    if (status != LF_OK)
        return status;
    out = chunk(LF_COMMISSION_PLAN_BYTES);
    *again = encoded(out, lf_commission_plan_encode(&plan, out), LF_COMMISSION_PLAN_BYTES);
    return LF_OK;
}

static Codec codecs[] = {
    {.pool.name = "cashflows", .recode = recode_cashflows},
    {.pool.name = "payment_history", .recode = recode_history},
    {.pool.name = "vintage_summary", .recode = recode_vintage},
    {.pool.name = "commission_plan", .recode = recode_plan},
    {.pool.name = "pool_summary", .recode = recode_pool, .make = make_pool},
    {.pool.name = "score_summary", .recode = recode_scores, .make = make_scores},
    {.pool.name = "bin_summary", .recode = recode_bins, .make = make_bins},
};

#define CODECS (sizeof(codecs) / sizeof(codecs[0]))

static int
digit_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Bytes of hex in which 0{12} is twelve zeros. */
static Bytes
from_hex(const char *text)
{
    Bytes b = {chunk(FUZZ_MAX_BYTES), 0};
    size_t digits = 0;

    memset(b.data, 0, FUZZ_MAX_BYTES);
    while (digit_of(*text) >= 0 && digits < 2 * FUZZ_MAX_BYTES) {
        int digit = digit_of(*text++);
        size_t times = 1;

        if (*text == '{') {
            char *end;

            times = (size_t)strtoul(text + 1, &end, 10);
            text = end + 1;
        }
        for (; times > 0 && digits < 2 * FUZZ_MAX_BYTES; times--, digits++)
            b.data[digits / 2] = (uint8_t)(b.data[digits / 2] | digit << (digits % 2 == 0 ? 4 : 0));
    }
    b.length = digits / 2;
    return b;
}

/* The third column of each line of a file of golden bytes. */
static void
read_golden(Codec *codec, const char *folder)
{
    static char line[1 << 17];
    FILE *file;

    snprintf(line, sizeof(line), "%s/%s.txt", folder, codec->pool.name);
    file = fopen(line, "r");
    while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        const char *stored = strrchr(line, '\t');
        Bytes b = from_hex(stored == NULL ? "" : stored + 1), again;
        LfFault why;

        if (codec->recode(b, &again, &why) != LF_OK || !same_bytes(b, again))
            fail(codec, b, "a golden value does not come back");
        free(again.data);
        fuzz_keep(&codec->pool, b.data, b.length);
        free(b.data);
    }
    if (file != NULL)
        fclose(file);
}

static void
make_samples(Codec *codec, const char *folder)
{
    if (codec->make == NULL)
        read_golden(codec, folder);
    else
        for (int i = 0; i < POOL_SIZE; i++) {
            Bytes b = codec->make();

            fuzz_keep(&codec->pool, b.data, b.length);
            free(b.data);
        }
}

/* The encoding of what was read is a fixed point. */
static void
check_accepted(Codec *codec, Bytes forged, Bytes once)
{
    Bytes twice;
    LfFault why;

    if (codec->recode(once, &twice, &why) != LF_OK)
        fail(codec, forged, "what was accepted is refused when it is written");
    if (!same_bytes(once, twice))
        fail(codec, forged, "a value has two encodings");
    fuzz_accepted(&codec->pool, forged.data, forged.length);
    free(twice.data);
}

static void
forge(Codec *codec, uint64_t *state)
{
    const FuzzBytes *forged = fuzz_forge(&codec->pool, state);
    Bytes b = exact_copy(forged->data, forged->length), once;
    LfFault why = {.status = LF_OK};
    lf_status status = codec->recode(b, &once, &why);

    if (status == LF_OK) {
        check_accepted(codec, b, once);
        free(once.data);
    } else if (status == TOO_MANY)
        codec->pool.left++;
    else if (status != why.status)
        fail(codec, b, "a refusal does not say why");
    else
        codec->pool.refused++;
    free(b.data);
}

int
main(int argc, char **argv)
{
    uint64_t state;
    int64_t runs = fuzz_begin(argc, argv, &state) / (int64_t)CODECS + 1;
    bool fine = true;

    for (int i = 0; i < (int)CODECS; i++) {
        make_samples(&codecs[i], argc > 3 ? argv[3] : ".");
        for (int64_t run = 0; run < runs && codecs[i].pool.samples > 0; run++)
            forge(&codecs[i], &state);
        fine = fuzz_report(&codecs[i].pool, i + 1, runs, 10) && fine;
    }
    printf("1..%d\n", (int)CODECS);
    return !fine;
}
