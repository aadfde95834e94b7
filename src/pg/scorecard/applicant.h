/*
 * Applicants of a scorecard: a row of any type, or a JSON object.
 *
 * What a query asks row by row is kept in fn_extra: the card as read, by its
 * stored bytes (a constant is not even compared), and where the columns of the
 * row type lie, by the tuple descriptor.  Nothing kept changes an answer.
 */
#ifndef LF_PG_SCORECARD_APPLICANT_H
#define LF_PG_SCORECARD_APPLICANT_H

#include "postgres.h"

#include "fmgr.h"

#include "core/scorecard/card.h"

typedef struct LfApplicant LfApplicant;

/* A card and its applicant: (card scorecard, applicant record or jsonb).  In fn_extra where
 * `keep` (a function of one answer), else in the current context. */
extern LfApplicant *lfpg_applicant(FunctionCallInfo fcinfo, bool keep);

extern const LfCard *lfpg_applicant_card(const LfApplicant *a);

/* The bin of each characteristic; raises where there is none, or where the value is absent or of
 * the wrong kind.  `bin` has space for LF_MAX_CHARACTERISTICS. */
extern void lfpg_applicant_bins(LfApplicant *a, int32 *bin);

/* The value of characteristic i as text, NULL (false) where it is missing. */
extern bool lfpg_applicant_text(LfApplicant *a, int32 i, Datum *shown);

/* The card of argument 0, kept likewise, for functions of a card and a number. */
extern const LfCard *lfpg_card_argument(FunctionCallInfo fcinfo);

#endif
