/*
 * vintage_summary on the server: datum in, cells out, and back.
 *
 * The check, lf_vintage_check, proves what comes in, what is summed up and what
 * is read again.  A datum is byte-packed (alignment int4) and read where it lies.
 */
#ifndef LF_PG_VINTAGE_VALUE_H
#define LF_PG_VINTAGE_VALUE_H

#include "postgres.h"

#include "core/vintage/vintage.h"
#include "pg/common/codec.h"
#include "pg/common/compat.h"

typedef struct varlena VintageSummary;

#define DatumGetVintageSummaryP(d) ((VintageSummary *)PG_DETOAST_DATUM_PACKED(d))
#define PG_GETARG_VINTAGE_SUMMARY_P(n) DatumGetVintageSummaryP(PG_GETARG_DATUM(n))
#define PG_RETURN_VINTAGE_SUMMARY_P(x) PG_RETURN_POINTER(x)

/* A stored value unpacked, palloc'd; XX001 if the bytes are not a valid vintage_summary. */
extern LfVintage lfpg_vintage_summary_read(VintageSummary *value);

/* Its head alone, without head.loans where it is not needed. */
extern LfVintageHead lfpg_vintage_summary_head(VintageSummary *value, bool loans);

/* The rest of a message unpacked; false with the fault filled where it is not one. */
extern bool lfpg_vintage_summary_from_bytes(LfReader *message, LfVintage *v, LfFault *why);

/* A summary through the check; NULL with the fault filled. */
extern VintageSummary *lfpg_vintage_summary_make(const LfVintage *v, LfFault *why);

/* The text form, and back; an invalid text fills the fault. */
extern char *lfpg_vintage_summary_to_text(Datum value);
extern Datum lfpg_vintage_summary_from_text(const char *text, LfFault *why);

#endif
