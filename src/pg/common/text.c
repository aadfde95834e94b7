/*
 * pgtext: words of SQL as core's parsers take them.
 */
#include "postgres.h"

#include "pg/common/text.h"

#include "catalog/namespace.h"
#include "common/string.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "pg/common/error.h"

LfCurrency
lfpg_currency(Datum text)
{
    LfWord word = lfpg_word(text);
    LfCurrency currency;

    LFPG_TRY(lf_currency_parse, word.text, word.length, &currency);
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

    LFPG_TRY(lf_weight_parse, word.text, word.length, &weight);
    return weight;
}

/* UTF-8 in the encoding of the database, NULL where it has not all the characters. */
static char *
convert(const char *utf8)
{
    char *text = pstrdup(utf8), *converted;
    int encoding = GetDatabaseEncoding(), length = (int)strlen(text), room;
    Oid conversion;

    if (pg_is_ascii(text) || encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
        return text;
    conversion = FindDefaultConversionProc(PG_UTF8, encoding);
    if (!OidIsValid(conversion))
        return NULL;
    room = length * MAX_CONVERSION_GROWTH + 1;
    converted = palloc(room);
    if (pg_do_encoding_conversion_buf(conversion, PG_UTF8, encoding, (unsigned char *)text, length,
                                      (unsigned char *)converted, room, true) < length)
        return NULL;
    return converted;
}

Datum
lfpg_utf8_text(const char *utf8, bool *isnull)
{
    char *text = utf8 == NULL ? NULL : convert(utf8);

    *isnull = text == NULL;
    return text == NULL ? (Datum)0 : CStringGetTextDatum(text);
}
