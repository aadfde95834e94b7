/*
 * pgtext: words of SQL as core's parsers take them.
 */
#include "pg/pgtext.h"

#include "pg/error.h"

LfCurrency
lfpg_currency(Datum text)
{
    LfWord word = lfpg_word(text);
    LfCurrency currency;
    LfFault why;

    lfpg_check(lf_currency_parse(word.text, word.length, &currency, &why), &why);
    return currency;
}
