/*
 * Speed: the grammar, and the monthly rate of each kind.
 *
 * A part gives a percentage v = a + (b - a) j / N, a fraction of integers.  SMM,
 * MDR and ABS are one more division.  CPR, PSA, CDR and SDA need the twelfth
 * root of 1 - v: a guess in floating point, then proved or moved by comparing
 * twelfth powers of integers.
 */
#include "core/pool/speed.h"

#include "core/base/bignum.h"
#include "core/base/int128.h"
#include "core/base/round.h"
#include "core/text/cursor.h"

#define PERCENT_DECIMALS 6
#define PERCENT_ONE INT64_C(1000000)
#define HUNDRED_PERCENT (100 * PERCENT_ONE)

static const char *const kind_name[] = {"ABS", "CPR", "SMM", "PSA", "CDR", "MDR", "SDA"};

#define KINDS ((int)(sizeof(kind_name) / sizeof(kind_name[0])))

static char
upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Whether a word is the name, in any case. */
static bool
is_name(const char *word, size_t length, const char *name)
{
    size_t i = 0;

    while (i < length && name[i] != '\0' && upper(word[i]) == name[i])
        i++;
    return i == length && name[i] == '\0';
}

static bool
is_digit_at(const LfTextCursor *c)
{
    return c->p < c->end && *c->p >= '0' && *c->p <= '9';
}

/* Reading goes on after a value out of its range, for the form comes first. */
static void
refuse(LfFault *first, LfFault fault)
{
    if (first->status == LF_OK)
        *first = fault;
}

/* One more digit; a number that does not fit stays as it is, beyond every limit. */
static int64_t
with_digit(int64_t value, int digit)
{
    return value > (INT64_MAX - 9) / 10 ? value : value * 10 + digit;
}

/* A percentage; what does not fit is cut, and refused at the end. */
static bool
read_percent(LfTextCursor *c, const char *name, int64_t *percent_e6, LfFault *range)
{
    const char *start;
    int64_t value = 0;
    int decimals = -1;

    lf_text_skip_space(c);
    start = c->p;
    if (!is_digit_at(c))
        return lf_text_fail(c, "a rate in percent is missing");
    for (; is_digit_at(c) || (decimals < 0 && c->p < c->end && *c->p == '.'); c->p++) {
        if (*c->p == '.') {
            decimals = 0;
            continue;
        }
        if (decimals >= PERCENT_DECIMALS && *c->p != '0')
            refuse(range, (LfFault){.status = LF_ERR_DECIMALS,
                                    .name = name,
                                    .text = {start, (size_t)(c->p + 1 - start)},
                                    .text2 = lf_text("a speed"),
                                    .a = PERCENT_DECIMALS});
        if (decimals >= PERCENT_DECIMALS)
            continue;
        value = with_digit(value, *c->p - '0');
        decimals += decimals >= 0;
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < PERCENT_DECIMALS; decimals++)
        value = with_digit(value, 0);
    *percent_e6 = value;
    return true;
}

static bool
read_kind(LfTextCursor *c, const char *word, size_t length, LfSpeedKind *kind)
{
    for (int k = 0; k < KINDS; k++)
        if (is_name(word, length, kind_name[k])) {
            *kind = (LfSpeedKind)k;
            return true;
        }
    return lf_text_fail_at(c, word, "this is not a kind of speed");
}

/* 'xN', if it is here. */
static bool
read_months(LfTextCursor *c, int32_t *months, LfFault *range)
{
    int64_t value = 0;

    *months = 0;
    if (!lf_text_accept(c, 'x') && !lf_text_accept(c, 'X'))
        return true;
    if (!is_digit_at(c))
        return lf_text_fail(c, "a number of months is missing");
    for (; is_digit_at(c); c->p++)
        value = with_digit(value, *c->p - '0');
    *months = value < 1 || value > LF_MAX_PERIODS ? 1 : (int32_t)value;
    if (value < 1 || value > LF_MAX_PERIODS)
        refuse(range, (LfFault){.status = LF_ERR_RANGE_INT,
                                .name = "months of a speed",
                                .a = value,
                                .b = 1,
                                .c = LF_MAX_PERIODS});
    return true;
}

/* PSA and SDA are multiples of a curve, ABS beyond 100 is all there is. */
static bool
is_share(LfSpeedKind kind)
{
    return kind == LF_SPEED_CPR || kind == LF_SPEED_SMM || kind == LF_SPEED_CDR ||
           kind == LF_SPEED_MDR;
}

static void
check_part(const LfSpeedPart *part, const char *name, LfSpeedUse use, LfFault *range)
{
    int64_t most = is_share(part->kind) ? HUNDRED_PERCENT : LF_MAX_SPEED_E6;
    int64_t greatest = part->from_e6 > part->to_e6 ? part->from_e6 : part->to_e6;

    if (greatest > most)
        refuse(range, (LfFault){.status = LF_ERR_SPEED_RATE,
                                .name = name,
                                .text = lf_text(kind_name[part->kind]),
                                .a = greatest,
                                .c = most,
                                .scale = PERCENT_DECIMALS});
    if (use != LF_SPEED_ANY && (use == LF_SPEED_DEFAULTS) != (part->kind >= LF_SPEED_CDR))
        refuse(range, (LfFault){.status = LF_ERR_SPEED_KIND,
                                .name = name,
                                .text = lf_text(kind_name[part->kind]),
                                .text2 = lf_text(use == LF_SPEED_DEFAULTS ? "CDR, MDR, SDA"
                                                                          : "ABS, CPR, SMM, PSA")});
}

/* rate [to rate] KIND [xN] */
static bool
read_part(LfTextCursor *c, const char *name, LfSpeedUse use, LfSpeedPart *part, LfFault *range)
{
    const char *word;
    size_t length;
    bool is_ramp;

    if (!read_percent(c, name, &part->from_e6, range) || !lf_text_word(c, &word, &length))
        return false;
    part->to_e6 = part->from_e6;
    is_ramp = is_name(word, length, "TO");
    if (is_ramp &&
        (!read_percent(c, name, &part->to_e6, range) || !lf_text_word(c, &word, &length)))
        return false;
    if (!read_kind(c, word, length, &part->kind) || !read_months(c, &part->months, range))
        return false;
    if (is_ramp && part->months == 0)
        return lf_text_fail(c, "a ramp needs its months");
    check_part(part, name, use, range);
    return true;
}

/* The parts up to the last; all but the last have months. */
static bool
read_parts(LfTextCursor *c, const char *name, LfSpeedUse use, LfSpeed *speed, LfFault *range)
{
    LfSpeedPart part = {0};

    for (speed->count = 0;; speed->count++) {
        const char *start = c->p;

        if (!read_part(c, name, use, &part, range))
            return false;
        if (speed->count < LF_MAX_SPEED_PARTS)
            speed->part[speed->count] = part;
        if (!lf_text_accept(c, ','))
            break;
        if (part.months == 0)
            return lf_text_fail_at(c, start, "only the last part lasts");
    }
    speed->count++;
    if (part.months != 0)
        return lf_text_fail(c, "the last part must have no months");
    return lf_text_end(c);
}

lf_status
lf_speed_parse(const char *text, size_t length, const char *name, LfSpeedUse use, LfSpeed *speed,
               LfFault *why)
{
    LfFault range = {.status = LF_OK};
    LfTextCursor c;

    lf_text_begin(&c, text, length, name, why);
    if (!read_parts(&c, name, use, speed, &range)) {
        why->status = LF_ERR_SPEED;
        return why->status;
    }
    if (speed->count > LF_MAX_SPEED_PARTS)
        refuse(&range, (LfFault){.status = LF_ERR_LIMIT,
                                 .name = "speed parts",
                                 .a = speed->count,
                                 .c = LF_MAX_SPEED_PARTS});
    if (range.status != LF_OK)
        *why = range;
    return range.status;
}

/* A fraction of non-negative integers. */
typedef struct Fraction {
    lf_uint128 n;
    lf_uint128 d;
} Fraction;

/* x^12 for a double. */
static double
power12(double x)
{
    double x2 = x * x, x4 = x2 * x2;

    return x4 * x4 * x4;
}

/* Newton from above: y^12 = v, 0 <= v <= 1.  A guess, proved by the caller. */
static double
twelfth_root(double v)
{
    double y = 1, next;

    for (int i = 0; i < 400 && v > 0; i++) {
        double y11 = power12(y) / y;

        next = y - (y * y11 - v) / (12 * y11);
        if (next >= y)
            break;
        y = next;
    }
    return v > 0 ? y : 0;
}

#define TWICE_ONE ((uint64_t)2 * (uint64_t)LF_RATE_ONE)

/* Whether 1 - v^(1/12) >= (m - 1/2) / 10^12: v (2 * 10^12)^12 <= (2 * 10^12 - 2 m + 1)^12. */
static bool
reaches(Fraction v, int64_t m)
{
    LfBignum left, right;
    uint64_t t = TWICE_ONE - 2 * (uint64_t)m + 1;
    bool fits = true;

    lf_big_set(&left, 1);
    lf_big_set(&right, 1);
    for (int i = 0; i < 12; i++) {
        fits = lf_big_mul(&left, TWICE_ONE) && fits;
        fits = lf_big_mul(&right, t) && fits;
    }
    fits = lf_big_mul(&left, v.n) && lf_big_mul(&right, v.d) && fits;
    return fits && lf_big_compare(&left, &right) <= 0;
}

/* 1 - (1 - v)^(1/12) of an annual rate v, half up to 12 decimals; v of 1 and more: 1. */
static int64_t
monthly_of_annual(Fraction v)
{
    Fraction stay = {v.d - v.n, v.d};
    int64_t m;

    if (v.n >= v.d)
        return LF_RATE_ONE;
    if (v.n == 0)
        return 0;
    m = (int64_t)((1 - twelfth_root((double)stay.n / (double)stay.d)) * (double)LF_RATE_ONE);
    while (m < LF_RATE_ONE && reaches(stay, m + 1))
        m++;
    while (m > 0 && !reaches(stay, m))
        m--;
    return m;
}

/* v as a monthly rate, at most 1. */
static int64_t
monthly_of_fraction(Fraction v)
{
    if (v.n >= v.d)
        return LF_RATE_ONE;
    return (int64_t)lf_div_round((lf_int128)v.n * LF_RATE_ONE, (lf_int128)v.d, LF_HALF_UP);
}

/* q / (1 - q (n - 1)): 1 where that is more than 1, or no loans are left. */
static int64_t
monthly_of_abs(Fraction q, int32_t age)
{
    lf_uint128 months = (lf_uint128)(age - 1), gone = q.n * months;

    if (gone >= q.d)
        return LF_RATE_ONE;
    return monthly_of_fraction((Fraction){q.n, q.d - gone});
}

/* The standard default curve in millionths: up, level, down, low. */
static lf_uint128
sda_millionths(int32_t age)
{
    if (age <= 30)
        return 200 * (lf_uint128)age;
    if (age <= 60)
        return 6000;
    return age < 120 ? 6000 - 95 * (lf_uint128)(age - 60) : 300;
}

static int64_t
rate_of(LfSpeedKind kind, Fraction percent, int32_t age)
{
    Fraction share = {percent.n, percent.d * 100};
    lf_uint128 months = age < 30 ? (lf_uint128)age : 30;

    switch (kind) {
    case LF_SPEED_ABS:
        return monthly_of_abs(share, age);
    case LF_SPEED_SMM:
    case LF_SPEED_MDR:
        return monthly_of_fraction(share);
    case LF_SPEED_CPR:
    case LF_SPEED_CDR:
        return monthly_of_annual(share);
    case LF_SPEED_PSA: /* 0.2 % a month of age, to 6 % */
        return monthly_of_annual((Fraction){share.n * months, share.d * 500});
    case LF_SPEED_SDA:
        break;
    }
    return monthly_of_annual((Fraction){share.n * sda_millionths(age), share.d * 1000000});
}

/* The percentage of month j (from 1) of a part. */
static Fraction
percent_at(const LfSpeedPart *part, int32_t j)
{
    int64_t n = part->months;

    if (part->from_e6 == part->to_e6)
        return (Fraction){(lf_uint128)part->from_e6, PERCENT_ONE};
    return (Fraction){(lf_uint128)(part->from_e6 * n + (part->to_e6 - part->from_e6) * j),
                      (lf_uint128)(PERCENT_ONE * n)};
}

/* Whether the rate of the part no longer depends on month or age. */
static bool
is_steady(const LfSpeedPart *part, int32_t age)
{
    if (part->from_e6 != part->to_e6 || part->kind == LF_SPEED_ABS)
        return false;
    if (part->kind == LF_SPEED_PSA)
        return age >= 30;
    return part->kind != LF_SPEED_SDA || age >= 120;
}

void
lf_speed_begin(LfSpeedWalk *walk, const LfSpeed *speed)
{
    *walk = (LfSpeedWalk){.speed = speed};
}

int64_t
lf_speed_advance(LfSpeedWalk *walk, int32_t age)
{
    const LfSpeedPart *part = &walk->speed->part[walk->part];

    walk->month++;
    while (part->months != 0 && walk->month - walk->before > part->months) {
        walk->before += part->months;
        walk->is_steady = false;
        part = &walk->speed->part[++walk->part];
    }
    if (walk->is_steady)
        return walk->steady;
    walk->is_steady = is_steady(part, age);
    walk->lasts = walk->is_steady && part->months == 0;
    walk->steady = rate_of(part->kind, percent_at(part, walk->month - walk->before), age);
    return walk->steady;
}

void
lf_speed_table(LfSpeedTable *table, const LfSpeed *speed)
{
    table->by_age = false;
    table->age = 0;
    table->months = 0;
    lf_speed_begin(&table->walk, speed);
    for (int32_t i = 0; i < speed->count; i++) {
        LfSpeedKind kind = speed->part[i].kind;

        table->by_age |= kind == LF_SPEED_ABS || kind == LF_SPEED_PSA || kind == LF_SPEED_SDA;
    }
}

const int64_t *
lf_speed_rates(LfSpeedTable *table, int32_t age, int32_t months)
{
    if (table->by_age && table->age != age) {
        table->age = age;
        table->months = 0;
        lf_speed_begin(&table->walk, table->walk.speed);
    }
    for (; table->months < months; table->months++)
        table->rate_e12[table->months] =
            lf_speed_next(&table->walk, table->age + table->months + 1);
    return table->rate_e12;
}

int64_t
lf_speed_monthly_rate(const LfSpeed *speed, int32_t month, int32_t age)
{
    const LfSpeedPart *part = speed->part;

    for (; part->months != 0 && month > part->months; part++)
        month -= part->months;
    return rate_of(part->kind, percent_at(part, month), age);
}

static lf_status
check_gone(int64_t gone_e12, LfFault *why)
{
    if (gone_e12 >= 0 && gone_e12 <= LF_RATE_ONE)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_RANGE_SHARE, .name = "gone", .a = gone_e12, .c = LF_RATE_ONE);
}

lf_status
lf_speed_cpr(int64_t gone_e12, int32_t months, int64_t *cpr_e8, LfFault *why)
{
    LfBignum stay, whole, scratch;

    LF_TRY(check_gone(gone_e12, why));
    if (months < 1 || months > 12 || 12 % months != 0) {
        return LF_REFUSE(why, LF_ERR_MONTHS_OF_YEAR, .a = months);
    }
    lf_big_set(&stay, 1);
    lf_big_set(&whole, 1);
    for (int32_t i = 0; i < 12 / months; i++) {
        (void)lf_big_mul(&stay, (lf_uint128)(LF_RATE_ONE - gone_e12));
        (void)lf_big_mul(&whole, (lf_uint128)LF_RATE_ONE);
    }
    /* what is gone of the whole; twelve factors of 40 bits fit by far */
    lf_big_copy(&scratch, &whole);
    lf_big_sub(&scratch, &stay);
    lf_big_copy(&stay, &scratch);
    (void)lf_big_mul(&stay, (lf_uint128)LF_RATIO_ONE);
    if (lf_big_div_round(&stay, &whole, LF_HALF_UP, &scratch, cpr_e8))
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "cpr");
}

lf_status
lf_speed_abs(int64_t gone_e12, int32_t age, int32_t months, int64_t *abs_e8, LfFault *why)
{
    lf_int128 whole;

    LF_TRY(check_gone(gone_e12, why));
    if (age < 1)
        return LF_REFUSE(why, LF_ERR_RANGE_INT, .name = "age", .a = age, .b = 1, .c = INT32_MAX);
    if (months < 1 || months > age)
        return LF_REFUSE(why, LF_ERR_RANGE_INT, .name = "months", .a = months, .b = 1, .c = age);
    whole = (lf_int128)months * LF_RATE_ONE + (lf_int128)(age - months) * gone_e12;
    *abs_e8 = (int64_t)lf_div_round((lf_int128)gone_e12 * LF_RATIO_ONE, whole, LF_HALF_UP);
    return LF_OK;
}
