/*
 * History, the bureau's letters: every band, the letter of a month that is
 * no month of arrears, letters there and back, and those that are refused.
 */
#include "core/history/history.h"

#include "test/unit/tap.h"

static LfHistoryRoom room;

static void
observe(LfHistory *h, int32_t as_of, int64_t days, int64_t charged_off)
{
    LfObservation o = {as_of, 1, days, charged_off, 0};
    LfFault why;

    if (lf_history_put(h, &o, false, &why) != LF_OK)
        ok(false, "an observation is put in");
}

static void
test_letters(void)
{
    static const int64_t days[] = {0, 1, 30, 31, 60, 61, 90, 91, 120, 121, 150, 151, 180, 181};
    static const char want[] = "N1122334455667";
    char got[14];
    LfHistory h;

    lf_history_begin(&h, LF_NO_CURRENCY, &room);
    for (int32_t m = 0; m < 14; m++)
        observe(&h, lf_month_start(24300 + m), days[m], 0);
    lf_history_derive(&h);
    lf_history_letters(&h, 14, got);
    for (int32_t m = 0; m < 14; m++)
        ok(got[m] == want[m], "%d days past due are %c", (int)days[m], want[m]);
    lf_history_begin(&h, LF_NO_CURRENCY, &room);
    observe(&h, lf_month_start(24300), 0, 0);
    observe(&h, lf_month_start(24302), 90, 100);
    observe(&h, lf_month_start(24303), 0, 0);
    lf_history_derive(&h);
    lf_history_letters(&h, 5, got);
    ok(got[0] == '/' && got[2] == '*' && got[3] == 'G' && got[4] == 'G',
       "before, gap, charged off and after it have letters too");
}

/* Letters made into a history and back. */
static void
returns(const char *letters)
{
    size_t n = strlen(letters);
    char got[64] = "";
    LfHistory h;
    LfFault why;

    lf_history_begin(&h, LF_NO_CURRENCY, &room);
    if (lf_history_read(&h, letters, n, 24300, &why) == LF_OK)
        lf_history_letters(&h, (int32_t)n, got);
    is_str(got, letters, "%s is read back", letters);
}

static void
letters_refused(const char *letters, int32_t last_month, lf_status status, int64_t a)
{
    LfHistory h;
    LfFault why;

    lf_history_begin(&h, LF_NO_CURRENCY, &room);
    ok(lf_history_read(&h, letters, strlen(letters), last_month, &why) == status && why.a == a,
       "\"%.20s\" is refused", letters);
}

static void
test_read_letters(void)
{
    char many[LF_MAX_HISTORY_MONTHS + 2];

    returns("//N1234567");
    returns("/N**1CC");
    returns("NG*GG");
    returns("C");
    letters_refused("NNX", 24300, LF_ERR_TEXT, 2);
    letters_refused("N8", 24300, LF_ERR_TEXT, 1);
    letters_refused("0", 24300, LF_ERR_TEXT, 0);
    letters_refused("N/N", 24300, LF_ERR_TEXT, 1);
    letters_refused("", 24300, LF_ERR_TEXT, 0);
    letters_refused("/*#", 24300, LF_ERR_TEXT, 3);
    letters_refused("NN", lf_month_of(LF_MIN_DATE), LF_ERR_DATE_RANGE, LF_MIN_DATE - 1);
    memset(many, 'N', sizeof(many) - 1);
    many[sizeof(many) - 1] = '\0';
    letters_refused(many, 24300, LF_ERR_LIMIT, LF_MAX_HISTORY_MONTHS + 1);
}

int
main(void)
{
    test_letters();
    test_read_letters();
    return done_testing();
}
