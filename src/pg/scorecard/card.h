/*
 * scorecard on the server: its canonical text as a varlena, read into core's
 * card.
 *
 * Order and hash go by the text; ALIGNMENT = int4.  Reading a stored card
 * parses it (some 20 microseconds for 12 characteristics), so whoever asks row
 * by row keeps what was read.
 */
#ifndef LF_PG_SCORECARD_CARD_H
#define LF_PG_SCORECARD_CARD_H

#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "core/scorecard/card.h"

/* A stored card, palloc'd in the current context; raises XX001 if its text is not a valid card. */
extern LfCard *lfpg_card_read(Datum card);

/* The card of a JSON text through the check, palloc'd; NULL with the fault filled. */
extern LfCard *lfpg_card_parse(const char *text, LfFault *why);

/* The canonical text. */
extern void lfpg_card_write(StringInfo out, const LfCard *card);

/* "< 3000", "3000 to < 8000", "dealer A, dealer B", "other", "missing". */
extern Datum lfpg_card_bin_text(const LfCharacteristic *c, int32 bin);

/* A number of 12 decimals without zeros at its end. */
extern void lfpg_card_put_number(StringInfo out, lf_int128 e12);

#endif
