/*
 * KPI values that a plan asks for, out of a jsonb object.
 *
 * May know: the server's jsonb, core commission.
 */
#ifndef LF_PG_COMMISSION_KPI_H
#define LF_PG_COMMISSION_KPI_H

#include "postgres.h"

#include "utils/jsonb.h"

#include "core/commission/kpi.h"

/* A measured number rounded to `scale` decimals: LF_OK, LF_ERR_NOT_FINITE, LF_ERR_OVERFLOW. */
extern lf_status lfpg_kpi_number(Datum numeric, int scale, lf_int128_stored *value);

/*
 * The slots [first, last) of terms->value by the names in the plan, rounded to
 * 8 decimals; one that is missing or null is left not given, what the plan does
 * not ask for is ignored.  Fails with LF_ERR_KPI_OBJECT, LF_ERR_KPI_NUMBER,
 * LF_ERR_KPI_RANGE.
 */
extern lf_status lfpg_kpi_values(Jsonb *kpi, const LfCommissionPlan *plan, int first, int last,
                                 LfSettleTerms *terms, LfFault *why);

#endif
