/*
 * pgtext: words of SQL as core's parsers take them.
 */
#include "postgres.h"

#include "pg/common/text.h"

#include "utils/builtins.h"

#include "pg/common/error.h"

LfCurrency
lfpg_currency(Datum text)
{
    LfWord word = lfpg_word(text);
    LfCurrency currency;
    LfFault why;

    lfpg_check(lf_currency_parse(word.text, word.length, &currency, &why), &why);
    return currency;
}

Datum
lfpg_return_currency(FunctionCallInfo fcinfo, LfCurrency currency)
{
    if (lf_currency_is_none(currency))
        PG_RETURN_NULL();
    PG_RETURN_TEXT_P(cstring_to_text(currency.code));
}

LfWeight
lfpg_weight(Datum text)
{
    LfWord word = lfpg_word(text);
    LfWeight weight;
    LfFault why;

    lfpg_check(lf_weight_parse(word.text, word.length, &weight, &why), &why);
    return weight;
}
