/*
 * Keyword: one walk over a table.  The tables are short, so none is sorted.
 */
#include "core/base/keyword.h"

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
lf_is_word(const char *word, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (word[i] == '\0')
            return false;
        if (word[i] != text[i] && lower(word[i]) != lower(text[i]))
            return false;
    }
    return word[len] == '\0';
}

int
lf_keyword_find(const LfKeywords *list, const char *text, size_t len)
{
    for (int i = 0; i < list->count; i++)
        if (lf_is_word(list->words[i], text, len))
            return list->first + i;
    for (const LfAlias *alias = list->aliases; alias != NULL && alias->name != NULL; alias++)
        if (lf_is_word(alias->name, text, len))
            return alias->value;
    return -1;
}

int
lf_keyword_exact(const LfKeywords *list, LfText text)
{
    for (int i = 0; i < list->count; i++)
        if (lf_same_text(lf_text(list->words[i]), text))
            return list->first + i;
    return -1;
}

lf_status
lf_keyword_refuse(const LfKeywords *list, const char *text, size_t len, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_KEYWORD, .name = list->name, .text = {text, len},
                     .keywords = list);
}
