/*
 * warning_rules on the server: the canonical text as a varlena, read into
 * core's rules.  Order and hash go by the text; ALIGNMENT = int4.
 */
#ifndef LF_PG_WARNING_RULES_H
#define LF_PG_WARNING_RULES_H

#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "core/warning/warning.h"

/* Stored rules, palloc'd in the current context; raises XX001 if their text is not valid. */
extern LfWarningRules *lfpg_warning_rules_read(Datum rules);

/* The canonical text of one rule. */
extern void lfpg_warning_rule_write(StringInfo out, const LfWarningRules *rules, int32 rule);

#endif
