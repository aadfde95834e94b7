/*
 * text: words of SQL as core's parsers take them.
 */
#include "postgres.h"

#include "pg/common/text.h"

#include "catalog/namespace.h"
#include "common/string.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "pg/common/error.h"

static bool
has_high_bit(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (IS_HIGHBIT_SET(text[i]))
            return true;
    return false;
}

LfCurrency
lfpg_currency(Datum text)
{
    LfText word = lfpg_word(text);
    LfCurrency currency;

    LFPG_TRY(lf_currency_parse, word.at, word.length, &currency);
    return currency;
}

Datum
lfpg_return_currency(FunctionCallInfo fcinfo, LfCurrency currency)
{
    if (lf_currency_is_none(currency))
        PG_RETURN_NULL();
    PG_RETURN_TEXT_P(cstring_to_text(currency.code));
}

/*
 * Core's tables are in UTF-8.  Text of another encoding is converted, but for
 * what is too long to be a keyword and for bytes without a meaning, which are
 * compared as they are and found nowhere.
 */
int
lfpg_keyword_find(const LfKeywords *list, const char *text, size_t length)
{
    int encoding = GetDatabaseEncoding();
    unsigned char utf8[LF_KEYWORD_CHARS * MAX_CONVERSION_GROWTH + 1];
    Oid conversion;

    if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII || length > LF_KEYWORD_CHARS ||
        !has_high_bit(text, length))
        return lf_keyword_find(list, text, length);
    conversion = FindDefaultConversionProc(encoding, PG_UTF8);
    if (!OidIsValid(conversion) ||
        pg_do_encoding_conversion_buf(conversion, encoding, PG_UTF8, (unsigned char *)text,
                                      (int)length, utf8, sizeof(utf8), true) != (int)length)
        return -1;
    return lf_keyword_find(list, (const char *)utf8, strlen((const char *)utf8));
}

int
lfpg_keyword(Datum text, const LfKeywords *list)
{
    LfText word = lfpg_word(text);
    int value = lfpg_keyword_find(list, word.at, word.length);

    if (value < 0)
        LFPG_TRY(lf_keyword_refuse, list, word.at, word.length);
    return value;
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
