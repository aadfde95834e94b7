/*
 * State text: the text form of transition states, which is their binary form
 * in hexadecimal.  Nobody reads it; workers on other machines and dumps do.
 */
#ifndef LF_PG_COMMON_STATE_TEXT_H
#define LF_PG_COMMON_STATE_TEXT_H

#include "postgres.h"

#include "lib/stringinfo.h"

extern char *lfpg_state_to_text(const bytea *bytes);

/* The bytes behind a text; 22P02 naming the type where it is not hexadecimal. */
extern void lfpg_state_from_text(const char *text, const char *type_name, StringInfo bytes);

#endif
