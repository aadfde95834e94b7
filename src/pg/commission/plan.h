/*
 * commission_plan on the server: datum in, core plan out, and back; the KPI
 * values that a plan needs.
 *
 * Every value is built by lfpg_commission_plan_from_json, which checks it.
 * A datum is byte-packed (alignment int4) and read where it lies, short
 * headers included; names of a loaded plan point into it.
 */
#ifndef LF_PG_COMMISSION_PLAN_H
#define LF_PG_COMMISSION_PLAN_H

#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/jsonb.h"

#include "core/commission/kpi.h"
#include "core/commission/plan_fields.h"
#include "pg/common/compat.h"
#include "pg/common/json.h"

typedef struct varlena CommissionPlan;

#define DatumGetCommissionPlanP(d) ((CommissionPlan *)PG_DETOAST_DATUM_PACKED(d))
#define PG_GETARG_COMMISSION_PLAN_P(n) DatumGetCommissionPlanP(PG_GETARG_DATUM(n))
#define PG_RETURN_COMMISSION_PLAN_P(x) PG_RETURN_POINTER(x)

/* All of a stored plan; XX001 if the bytes are not a valid commission_plan. */
extern void lfpg_commission_plan_decode(const char *bytes, Size length, LfCommissionPlan *plan);

static inline void
lfpg_commission_plan_read(CommissionPlan *value, LfCommissionPlan *plan)
{
    lfpg_commission_plan_decode(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), plan);
}

/* Proves text, or a JSON, to be a plan; NULL with the fault filled where it is not one. */
extern CommissionPlan *lfpg_commission_plan_from_json(LfJson *json, LfFault *why);
extern Datum lfpg_commission_plan_from_text(const char *text, LfFault *why);

/* The fields of a plan in a tree of JSON, through the check; false with the fault filled. */
extern bool lfpg_plan_from_json(LfJson *json, LfCommissionPlan *plan, LfFault *why);

/* A number of the field's kind as the canonical text prints it, palloc'd. */
extern char *lfpg_plan_number(const LfCommissionPlan *plan, const LfField *field, int64 value);

/* The canonical text, appended. */
extern void lfpg_commission_plan_write(StringInfo out, const char *bytes, Size length);

/*
 * The slots [first, last) of terms->value by the names in the plan, rounded to
 * 8 decimals; one that is missing or null is left not given, what the plan does
 * not ask for is ignored.  Fails with LF_ERR_KPI_OBJECT, LF_ERR_KPI_NUMBER,
 * LF_ERR_KPI_RANGE.
 */
extern lf_status lfpg_kpi_values(Jsonb *kpi, const LfCommissionPlan *plan, int first, int last,
                                 LfSettleTerms *terms, LfFault *why);

#endif
