/*
 * Money: the list of currencies is whole and searchable, scales are ISO
 * 4217's, and powers of ten are what they say.
 */
#include "core/money/money.h"

#include <string.h>

#include "test/unit/tap.h"

static int
scale_of(const char *code)
{
    LfCurrency currency;
    LfFault why;

    if (lf_currency_parse(code, strlen(code), &currency, &why) != LF_OK)
        return -1;
    return lf_currency_scale(currency);
}

/* Every code of three capitals: how many are known, of which scale. */
static void
test_all_codes(void)
{
    int known[LF_MAX_SCALE + 1] = {0}, total = 0, disordered = 0;
    LfCurrency before = LF_NO_CURRENCY;

    for (int i = 0; i < 26 * 26 * 26; i++) {
        int first = i / 676, second = i / 26 % 26, third = i % 26;
        char code[4] = {(char)('A' + first), (char)('A' + second), (char)('A' + third), '\0'};
        int scale = scale_of(code);
        LfCurrency currency;
        LfFault why;

        if (scale < 0 || lf_currency_parse(code, 3, &currency, &why) != LF_OK)
            continue;
        known[scale]++;
        total++;
        disordered += lf_currency_compare(before, currency) >= 0;
        disordered += strcmp(currency.code, code) != 0;
        before = currency;
    }
    is_i64(total, 174, "all currencies are found, and no others");
    is_i64(known[0], 17, "17 currencies have no minor unit");
    is_i64(known[1], 0, "none has a scale of one");
    is_i64(known[3], 7, "7 currencies have three decimals");
    is_i64(known[4], 2, "2 currencies have four decimals");
    is_i64(disordered, 0, "codes are read back as given, and sort like text");
}

static void
test_scales(void)
{
    is_i64(scale_of("CNY"), 2, "CNY has two decimals");
    is_i64(scale_of("AED"), 2, "the first of the list is found");
    is_i64(scale_of("ZWL"), 2, "the last of the list is found");
    is_i64(scale_of("JPY"), 0, "JPY has none");
    is_i64(scale_of("KRW"), 0, "KRW has none");
    is_i64(scale_of("VND"), 0, "VND has none");
    is_i64(scale_of("KWD"), 3, "KWD has three");
    is_i64(scale_of("BHD"), 3, "BHD has three");
    is_i64(scale_of("OMR"), 3, "OMR has three");
    is_i64(scale_of("CLF"), 4, "CLF has four");
    is_i64(scale_of("HRK"), 2, "a withdrawn currency can still be read");
    is_i64(lf_currency_scale(LF_NO_CURRENCY), 2, "no currency has two decimals");
}

static void
test_refusals(void)
{
    static const char *const strangers[] = {"",    "C",   "CN",  "CNYX", "cny", "CnY", "AAA",
                                            "ZZZ", "XXX", "XTS", "XAU",  "12A", "CN ", "人"};
    LfCurrency currency;
    LfFault why;

    for (size_t i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++) {
        size_t len = strlen(strangers[i]);

        ok(lf_currency_parse(strangers[i], len, &currency, &why) == LF_ERR_CURRENCY_UNKNOWN &&
               why.text.at == strangers[i] && why.text.length == len,
           "\"%s\" is not a currency", strangers[i]);
    }
    ok(lf_currency_parse("CNYX", 3, &currency, &why) == LF_OK, "a code ends at its length");
    ok(lf_currency_parse("CN\0", 3, &currency, &why) == LF_ERR_CURRENCY_UNKNOWN,
       "a zero byte is not a letter");
}

static void
test_comparison(void)
{
    LfCurrency cny = {{'C', 'N', 'Y', '\0'}}, usd = {{'U', 'S', 'D', '\0'}}, none = LF_NO_CURRENCY;
    LfFault why = {0};

    ok(lf_currency_equal(cny, cny) && !lf_currency_equal(cny, usd), "equal means the same code");
    ok(lf_currency_compare(none, cny) < 0 && lf_currency_compare(cny, usd) < 0 &&
           lf_currency_compare(usd, cny) > 0 && lf_currency_compare(usd, usd) == 0,
       "none sorts first, then by code");
    ok(lf_currency_is_none(none) && !lf_currency_is_none(cny), "none is none");
    ok(lf_currency_same(&cny, &cny, &why) == LF_OK && lf_currency_same(&none, &none, &why) == LF_OK,
       "the same currency is the same");
    ok(lf_currency_same(&cny, &none, &why) == LF_ERR_CURRENCY_MISMATCH && why.text.length == 3 &&
           memcmp(why.text.at, "CNY", 3) == 0 && why.text2.length == 0,
       "a mismatch names both, none as nothing");
}

static void
test_powers(void)
{
    int64_t power = 1;
    int wrong = 0;

    for (int scale = 0; scale <= 18; scale++) {
        wrong += lf_pow10(scale) != power;
        if (scale < 18)
            power *= 10;
    }
    is_i64(wrong, 0, "powers of ten up to 10^18");
}

int
main(void)
{
    test_all_codes();
    test_scales();
    test_refusals();
    test_comparison();
    test_powers();
    return done_testing();
}
