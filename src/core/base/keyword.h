/*
 * Keyword: the words that an argument may be, and one parser for all of them.
 *
 * A table gives each word a value, one after the other.  Words are read in any
 * letter case; a table may also have other names in UTF-8, such as the Chinese
 * ones.  What is written is always the table's own word, and a refusal lists
 * the table's words.
 * Uses: base.
 */
#ifndef LF_CORE_BASE_KEYWORD_H
#define LF_CORE_BASE_KEYWORD_H

#include <stdbool.h>

#include "core/base/status.h"

/* Another name of a value. */
typedef struct LfAlias {
    const char *name;
    int value;
} LfAlias;

typedef struct LfKeywords {
    const char *name; /* of the argument, for the refusal */
    const char *const *words;
    int count;
    const LfAlias *aliases; /* the last one has no name; NULL: none */
    int first;              /* the value of the first word */
} LfKeywords;

/* The longest word or name of any table, in bytes. */
#define LF_KEYWORD_CHARS 32

/* Whether text is this word; the case of ASCII letters does not matter. */
extern bool lf_is_word(const char *word, const char *text, size_t len);

/* The value of text in the table, or -1. */
extern int lf_keyword_find(const LfKeywords *list, const char *text, size_t len);

/* The same where case matters and only the table's own words count. */
extern int lf_keyword_exact(const LfKeywords *list, LfText text);

/* Says that text is not in the table: LF_ERR_KEYWORD. */
extern lf_status lf_keyword_refuse(const LfKeywords *list, const char *text, size_t len,
                                   LfFault *why);

#endif
