/*
 * word.h: a word read in a table as the arguments of SQL are: its value, or
 * the refusal that names the table.
 */
#ifndef LF_TEST_WORD_H
#define LF_TEST_WORD_H

#include "core/base/keyword.h"

static inline lf_status
read_word(const LfKeywords *list, const char *text, size_t len, int *value, LfFault *why)
{
    int found = lf_keyword_find(list, text, len);

    if (found < 0)
        return lf_keyword_refuse(list, text, len, why);
    *value = found;
    return LF_OK;
}

#endif
