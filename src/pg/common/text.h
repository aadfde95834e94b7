/*
 * text: words of SQL as core's parsers take them.
 *
 * Uses: the server's text.
 */
#ifndef LF_PG_COMMON_TEXT_H
#define LF_PG_COMMON_TEXT_H

#include "postgres.h"

#include "fmgr.h"

#include "core/base/keyword.h"
#include "core/base/ratio.h"
#include "core/money/money.h"
#include "pg/common/compat.h"

/* A text where it lies, or detoasted. */
static inline LfText
lfpg_word(Datum text)
{
    struct varlena *value = PG_DETOAST_DATUM_PACKED(text);

    return (LfText){VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)};
}

/* A currency's code; raises LF_ERR_CURRENCY_UNKNOWN. */
extern LfCurrency lfpg_currency(Datum text);

/* The same of argument n; none where it is absent or NULL. */
static inline LfCurrency
lfpg_currency_argument(FunctionCallInfo fcinfo, int n)
{
    return PG_NARGS() <= n || PG_ARGISNULL(n) ? LF_NO_CURRENCY : lfpg_currency(PG_GETARG_DATUM(n));
}

/* What a function that returns a currency gives: its code, NULL for none. */
extern Datum lfpg_return_currency(FunctionCallInfo fcinfo, LfCurrency currency);

/* A text of ours, UTF-8, in the encoding of the database; *isnull where that has no characters
 * for it, and where utf8 is NULL. */
extern Datum lfpg_utf8_text(const char *utf8, bool *isnull);

/* The value of a keyword in whatever encoding, or -1. */
extern int lfpg_keyword_find(const LfKeywords *list, const char *text, size_t length);

/* The value of a keyword; raises LF_ERR_KEYWORD. */
extern int lfpg_keyword(Datum text, const LfKeywords *list);

static inline LfWeight
lfpg_weight(Datum text)
{
    return (LfWeight)lfpg_keyword(text, &lf_weights);
}

#endif
