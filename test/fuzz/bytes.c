/*
 * fuzz_bytes RUNS SEED: forged bytes of money_schedule against its decoder and
 * its check, without a server and so at some hundred thousand a second.
 *
 * A forgery is refused, or it is a schedule: then its encoding decodes to the
 * same schedule and is its own encoding.  Refused or not, every column, the
 * terms and the rows until a day are read first, as from a stored value that
 * was not checked.  Chunks end where they end; the sanitizers see the rest.
 * Accepted forgeries are forged again.
 */
#include "test/fuzz/forge.h"
#include "test/unit/bytes.h"
#include "test/unit/loans.h"

#define SAMPLES 512

/* So many rows take a moment; few such forgeries are followed to the end. */
#define MANY_ROWS 20000
#define FEW 500

static FuzzBytes sample[SAMPLES];
static LoanRoom room;

typedef struct Tally {
    int64_t refused[LF_STATUS_COUNT];
    int64_t accepted;
    int64_t canonical; /* accepted as they were */
    int64_t left;      /* too many rows */
} Tally;

static void
fail(Bytes forged, const char *what)
{
    fuzz_fail("money_schedule", forged.data, forged.length, what);
}

/* Rows as another system may have them, without terms. */
static LfSchedule
imported(void)
{
    LfSchedule s = loan_schedule(&room);
    int32_t day = (int32_t)random_between(0, 9000);

    s.start_date = day;
    s.rows.count = (int32_t)random_between(0, 40);
    for (int32_t k = 0; k < s.rows.count; k++) {
        room.due[k] = day += (int32_t)random_between(1, 60);
        room.principal[k] = random_signed() >> random_between(13, 60);
        room.interest[k] = random_signed() >> random_between(13, 60);
        room.fee[k] = random_chance(4) ? random_signed() >> 30 : 0;
        s.opening += room.principal[k];
    }
    return s;
}

/* Terms as a change leaves them. */
static void
change(LfSchedule *s, LfRateChange *changes)
{
    LfTerms *t = &s->terms;

    t->has_last_change = true;
    t->last_change = s->start_date + (int32_t)random_between(0, 900);
    t->level += random_between(0, 1);
    t->changes = changes;
    t->change_count = (int32_t)random_between(0, 6);
    for (int32_t i = 0; i < t->change_count; i++)
        changes[i] = (LfRateChange){s->start_date + 40 * i, random_between(0, LF_RATE_ONE)};
}

static void
make_samples(void)
{
    LfRateChange changes[6];

    for (int i = 0; i < SAMPLES;) {
        LfLoan loan = random_loan();
        LfSchedule s = loan_schedule(&room);
        LfFault why;
        Bytes b;

        if (random_chance(4))
            s = imported();
        else if (lf_amortize(&loan, true, &s, &why) != LF_OK)
            continue;
        if (s.has_terms && random_chance(4))
            change(&s, changes);
        if (lf_schedule_check(&s, &why) != LF_OK)
            continue;
        b = encode(&s, false);
        if (b.length <= FUZZ_MAX_BYTES)
            fuzz_copy(&sample[i++], b.data, b.length);
        free(b.data);
    }
}

/* Reads that a stored value may meet though its bytes were not checked. */
static bool
read_ungated(Bytes b, Loaded *l, Tally *tally)
{
    int32_t *due;
    int64_t *scratch;
    LfScheduleView v;
    LfFault why = {.status = LF_OK};
    lf_status status = lf_money_schedule_open(b.data, b.length, true, &v, &why);

    if (status == LF_OK && v.count > MANY_ROWS && !random_chance(FEW)) {
        tally->left++;
        return false;
    }
    if (status == LF_OK)
        status = decode(b, l, &why);
    if (status != LF_OK) {
        if (status != why.status || status >= LF_STATUS_COUNT)
            fail(b, "a refusal does not say why");
        tally->refused[status]++;
        return false;
    }
    due = chunk((size_t)v.count * sizeof(*due));
    scratch = chunk((size_t)v.count * sizeof(*scratch));
    int32_t until =
        lf_money_schedule_rows_until(&v, (int32_t)random_between(-9000, 20000), due, scratch);

    free(scratch);
    free(due);
    if (until < 0 || until > v.count)
        fail(b, "there are not so many rows until a day");
    return true;
}

/* The encoding of what was read is a fixed point. */
static void
check_accepted(Bytes forged, const LfSchedule *s, Tally *tally)
{
    Bytes once = encode(s, false), twice;
    Loaded again;
    LfFault why;

    if (decode(once, &again, &why) != LF_OK || lf_schedule_check(&again.s, &why) != LF_OK)
        fail(forged, "what was accepted is refused when it is written");
    if (!same_schedule(s, &again.s))
        fail(forged, "what was accepted is another schedule when it is written");
    twice = encode(&again.s, false);
    if (!same_bytes(once, twice))
        fail(forged, "a schedule has two encodings");
    tally->accepted++;
    tally->canonical += same_bytes(once, forged);
    if (random_chance(8) && forged.length <= FUZZ_MAX_BYTES)
        fuzz_copy(&sample[random_between(0, SAMPLES - 1)], forged.data, forged.length);
    free(twice.data);
    unload(&again);
    free(once.data);
}

static void
forge(uint64_t *state, Tally *tally)
{
    static FuzzBytes forgery;
    const FuzzBytes *from = &sample[fuzz_below(state, SAMPLES)];
    Loaded l;
    LfFault why = {.status = LF_OK};
    Bytes b;

    fuzz_copy(&forgery, from->data, from->length);
    fuzz_mutate_binary(&forgery, &sample[fuzz_below(state, SAMPLES)], state);
    b = exact_copy(forgery.data, forgery.length);
    if (read_ungated(b, &l, tally)) {
        if (lf_schedule_check(&l.s, &why) == LF_OK)
            check_accepted(b, &l.s, tally);
        else
            tally->refused[why.status]++;
        unload(&l);
    }
    free(b.data);
}

int
main(int argc, char **argv)
{
    static Tally tally;
    uint64_t state;
    int64_t runs = fuzz_begin(argc, argv, &state), refused = 0;

    make_samples();
    for (int64_t i = 0; i < runs; i++)
        forge(&state, &tally);
    for (int status = LF_OK; status < LF_STATUS_COUNT; status++) {
        refused += tally.refused[status];
        if (tally.refused[status] > 0)
            printf("# refused with status %d: %" PRId64 "\n", status, tally.refused[status]);
    }
    printf("# accepted: %" PRId64 ", %" PRId64 " of them as they were; left: %" PRId64 "\n",
           tally.accepted, tally.canonical, tally.left);
    printf("%sok 1 - of forged bytes some are accepted, some refused\n",
           tally.accepted > runs / 1000 && refused > runs / 10 ? "" : "not ");
    printf("%sok 2 - hardly any are left unread\n", tally.left <= runs / 20 ? "" : "not ");
    printf("1..2\n");
    return tally.accepted <= runs / 1000 || refused <= runs / 10 || tally.left > runs / 20;
}
