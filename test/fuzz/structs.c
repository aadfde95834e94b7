/*
 * fuzz_structs RUNS SEED: forged memory of the types that are stored as one
 * struct of fixed size, against their checks and all that reads them, without
 * a server.  (bytes.c and codecs.c do the packed types.)
 *
 * A forgery is refused, or every reader answers it or refuses, which the
 * sanitizers watch; and adding a sum to itself and taking it away again leaves
 * it as it was.  Members that the server proves before the check (currency,
 * kind of states) are not forged.  A risk_grade is one byte: all are tried.
 * Accepted forgeries are forged again.
 */
#include "core/commission/settle.h"
#include "core/grade/policy.h"
#include "core/migration/read.h"
#include "core/portfolio/portfolio.h"
#include "test/fuzz/forge.h"

/* The memory of any of them. */
typedef union Memory {
    LfPortfolio portfolio;
    LfMigration migration;
    LfCommissionSums statement;
    LfGradePolicy policy;
    uint8_t byte[4096];
} Memory;

typedef struct Struct {
    FuzzPool pool;
    size_t size;
    void (*make)(Memory *m);
    lf_status (*check)(Memory *m, LfFault *why);
    bool (*read)(const Memory *m); /* false: a law does not hold */
} Struct;

static LfPortfolioLoan
some_loan(void)
{
    return (LfPortfolioLoan){.balance = random_between(0, 50000000),
                             .provision = random_between(0, 100000),
                             .days_past_due = random_chance(3) ? random_between(0, 500) : 0,
                             .band_known = !random_chance(9),
                             .grade = (LfGrade)random_between(0, LF_GRADES - 1)};
}

static void
make_portfolio(Memory *m)
{
    lf_portfolio_init(&m->portfolio, LF_NO_CURRENCY, LF_NO_LINE);
    for (int64_t i = random_between(0, 20); i > 0; i--)
        if (!lf_portfolio_take(&m->portfolio, some_loan()))
            abort();
}

static lf_status
check_portfolio(Memory *m, LfFault *why)
{
    m->portfolio.currency = LF_NO_CURRENCY;
    m->portfolio.over_days = LF_NO_LINE;
    return lf_portfolio_check(&m->portfolio, why);
}

static void
read_provisions(const LfPortfolio *p)
{
    lf_int128 amount;
    LfFault why;
    bool known;

    for (int i = 0; i < LF_GRADE_PRESETS; i++) {
        const LfGradePolicy *policy = &lf_grade_presets[i].rules;

        if (policy->rate_count > 0)
            (void)lf_portfolio_graded_provision(p, policy, &amount, &why);
        (void)lf_portfolio_required_provision(p, policy, &known, &amount, &why);
    }
}

static bool
read_portfolio(const Memory *m)
{
    static const int32_t limits[] = {0, 30, 60, 90, 120, 180, 7};
    const LfPortfolio *p = &m->portfolio;
    LfPortfolio sum = *p;
    LfFault why;
    LfShare share;
    int64_t ratio;
    bool known;

    for (int weight = LF_BY_AMOUNT; weight <= LF_BY_COUNT; weight++) {
        (void)lf_portfolio_npl_share(p, (LfWeight)weight);
        (void)lf_portfolio_special_mention_share(p, (LfWeight)weight);
        for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
            (void)lf_portfolio_overdue_share(p, limits[i], (LfWeight)weight, &share, &why);
    }
    (void)lf_portfolio_npl_deviation(p);
    (void)lf_portfolio_coverage(p);
    (void)lf_portfolio_provision_share(p);
    (void)lf_portfolio_unknown_band(p);
    (void)lf_portfolio_concentration(p, &known, &ratio, &why);
    read_provisions(p);
    return lf_portfolio_merge(&sum, p, &why) != LF_OK ||
           (lf_portfolio_remove(&sum, p, &why) == LF_OK && memcmp(&sum, p, sizeof(sum)) == 0);
}

static void
make_migration(Memory *m)
{
    LfMigration *g = &m->migration;
    int states;

    g->states = LF_STATES_BANDS;
    states = lf_states_count(g->states);
    for (int64_t i = random_between(0, 20); i > 0; i--)
        lf_migration_count(g, (int)random_between(0, states - 1),
                           (int)random_between(0, states + LF_EXITS - 1),
                           random_chance(9) ? LF_UNKNOWN_AMOUNT : random_between(-100, 50000000));
}

static lf_status
check_migration(Memory *m, LfFault *why)
{
    m->migration.currency = LF_NO_CURRENCY;
    m->migration.states = LF_STATES_BANDS;
    return lf_migration_check(&m->migration, why);
}

static void
read_states(const LfMigration *m, LfWeight weight)
{
    static LfProjection p;
    int64_t probability[LF_MAX_STATES + LF_EXITS], rate;
    int states = lf_states_count(m->states);
    LfFault why;
    bool found;

    lf_migration_project_begin(m, weight, &p);
    for (int from = 0; from < states; from++) {
        (void)lf_migration_opening(m, from, weight);
        (void)lf_migration_flow(m, from, states - 1, weight, &found, &rate, &why);
        lf_migration_project(&p, from, (int)random_between(0, 5), probability);
    }
}

static bool
read_migration(const Memory *m)
{
    static Memory sum;
    const LfMigration *g = &m->migration;
    LfFault why;

    for (int cell = -1; lf_migration_next(g, &cell);)
        (void)lf_migration_weigh(g, cell / lf_states_columns(g->states),
                                 cell % lf_states_columns(g->states), LF_BY_AMOUNT);
    for (int weight = LF_BY_AMOUNT; weight <= LF_BY_COUNT; weight++) {
        (void)lf_migration_cured(g, (LfWeight)weight);
        read_states(g, (LfWeight)weight);
    }
    sum = *m;
    return lf_migration_merge(&sum.migration, g, &why) != LF_OK ||
           (lf_migration_remove(&sum.migration, g, &why) == LF_OK &&
            memcmp(&sum, m, sizeof(sum)) == 0);
}

/* A plan under which any sums may be. */
static const LfCommissionPlan plan = {
    .scale = 2,
    .per_loan = {.given = true, .rate_e8 = LF_ONE_E8 / 50},
    .tiers = {.given = true, .curve = {LF_MARGINAL, 2, {{0, LF_ONE_E8 / 100}, {9999, LF_ONE_E8}}}},
    .deferral = {.given = true, .years = 3, .share_e8 = LF_ONE_E8 / 2},
    .window_count = 1,
    .window = {{LF_EVENT_DEFAULT, true, 0, 6, LF_ONE_E8}},
};

static void
make_statement(Memory *m)
{
    LfFault why;

    for (int64_t i = random_between(0, 20); i > 0; i--)
        if (lf_commission_add_loan(&m->statement, &plan.per_loan, random_between(0, 50000000),
                                   random_between(0, 50000000), 2, &why) != LF_OK ||
            lf_commission_add_event(&m->statement, plan.window, 1, LF_EVENT_DEFAULT,
                                    random_between(0, 90000), random_between(0, 9), 2,
                                    &why) != LF_OK)
            abort();
}

static lf_status
check_statement(Memory *m, LfFault *why)
{
    return lf_commission_check(&m->statement, &plan, why);
}

static bool
read_statement(const Memory *m)
{
    static const LfSettleTerms terms;
    static LfSettlement settlement;
    LfCommissionSums sum = m->statement;
    LfFault why;

    for (int volume = LF_VOLUME_AMOUNT; volume < LF_NO_VOLUME; volume++)
        (void)lf_commission_volume(&m->statement, (LfVolume)volume);
    (void)lf_commission_settle(&plan, &m->statement, &terms, &settlement, &why);
    return lf_commission_merge(&sum, &m->statement, &why) != LF_OK ||
           sum.amount == 2 * m->statement.amount;
}

static void
make_policy(Memory *m)
{
    m->policy = lf_grade_presets[random_between(0, LF_GRADE_PRESETS - 1)].rules;
    m->policy.preset = random_chance(2) ? 0 : m->policy.preset;
}

static lf_status
check_policy(Memory *m, LfFault *why)
{
    return lf_policy_check_stored(&m->policy, why);
}

static bool
read_policy(const Memory *m)
{
    LfPolicyRule rule[LF_POLICY_RULES];
    LfBinding binding[LF_GRADE_RULES];
    LfLoanFacts facts = {random_between(0, 400), random_chance(2), random_chance(2),
                         random_chance(2), random_between(0, LF_RATE_ONE)};
    int bindings = lf_policy_bindings(&m->policy, &facts, binding);
    LfFault why;

    for (int i = 0; i < bindings; i++)
        (void)lf_binding_source(&m->policy, &binding[i]);
    for (int grade = 0; grade < LF_GRADES; grade++)
        if (lf_policy_rate_step(&m->policy, (LfGrade)grade) >= 0)
            (void)lf_policy_rate_e12(&m->policy, (LfGrade)grade);
    (void)lf_preset_of(&m->policy);
    (void)lf_policy_check(&m->policy, &why);
    return bindings >= 1 && bindings < LF_GRADE_RULES &&
           lf_policy_rules(&m->policy, rule) <= LF_POLICY_RULES;
}

static Struct structs[] = {
    {.pool.name = "portfolio_summary",
     .size = sizeof(LfPortfolio),
     .make = make_portfolio,
     .check = check_portfolio,
     .read = read_portfolio},
    {.pool.name = "migration_summary",
     .size = 0, /* goes by the kind of states: main() sets it */
     .make = make_migration,
     .check = check_migration,
     .read = read_migration},
    {.pool.name = "commission_statement",
     .size = sizeof(LfCommissionSums),
     .make = make_statement,
     .check = check_statement,
     .read = read_statement},
    {.pool.name = "grade_policy",
     .size = sizeof(LfGradePolicy),
     .make = make_policy,
     .check = check_policy,
     .read = read_policy},
};

#define STRUCTS (sizeof(structs) / sizeof(structs[0]))

static void
fail(const Struct *s, const Memory *m, const char *what)
{
    fuzz_fail(s->pool.name, m->byte, s->size, what);
}

static void
make_samples(Struct *s)
{
    for (int i = 0; i < POOL_SIZE; i++) {
        static Memory m;
        LfFault why;

        memset(&m, 0, sizeof(m));
        s->make(&m);
        if (s->check(&m, &why) != LF_OK || !s->read(&m))
            fail(s, &m, "a sound value is refused");
        fuzz_keep(&s->pool, &m, s->size);
    }
}

/* A forgery's length is that of the struct again. */
static void
forge(Struct *s, uint64_t *state)
{
    static Memory m;
    const FuzzBytes *forged = fuzz_forge(&s->pool, state);
    LfFault why = {.status = LF_OK};
    lf_status status;

    memset(&m, 0, sizeof(m));
    memcpy(&m, forged->data, forged->length < s->size ? forged->length : s->size);
    status = s->check(&m, &why);
    if (status == LF_OK) {
        if (!s->read(&m))
            fail(s, &m, "a law does not hold");
        fuzz_accepted(&s->pool, &m, s->size);
    } else if (status != why.status)
        fail(s, &m, "a refusal does not say why");
    else
        s->pool.refused++;
}

/* A grade is valid, and then has a label that is read as that grade; or it is not. */
static bool
every_grade(int number)
{
    bool fine = true;

    for (int byte = 0; byte < 256; byte++) {
        char label[LF_GRADE_CHARS];
        LfGrade grade = (LfGrade)byte, again;
        LfFault why;
        bool sign;

        if (lf_grade_is_valid(byte))
            fine =
                fine &&
                lf_grade_parse(label, (size_t)(lf_grade_write(grade, LF_GRADE_EN, label) - label),
                               &again, &sign, &why) == LF_OK &&
                again == grade;
    }
    printf("%sok %d - every valid byte of a risk_grade is read from its label\n",
           fine ? "" : "not ", number);
    return fine;
}

int
main(int argc, char **argv)
{
    uint64_t state;
    int64_t runs = fuzz_begin(argc, argv, &state) / (int64_t)STRUCTS + 1;
    bool fine = true;

    structs[1].size =
        offsetof(LfMigration, move) + (size_t)lf_states_cells(LF_STATES_BANDS) * sizeof(LfMoves);
    for (int i = 0; i < (int)STRUCTS; i++) {
        make_samples(&structs[i]);
        for (int64_t run = 0; run < runs; run++)
            forge(&structs[i], &state);
        fine = fuzz_report(&structs[i].pool, i + 1, runs, 20) && fine;
    }
    fine = every_grade((int)STRUCTS + 1) && fine;
    printf("1..%d\n", (int)STRUCTS + 1);
    return !fine;
}
