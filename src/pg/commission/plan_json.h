/*
 * commission_plan and JSON: the one gate of a plan, and its canonical text.
 *
 * Every plan, in whatever form it comes, is read from a tree of JSON here: the table of
 * fields says what a key may hold, core's gate what the fields must be
 * together.  Messages name the key by its path.
 */
#ifndef LF_PG_COMMISSION_PLAN_JSON_H
#define LF_PG_COMMISSION_PLAN_JSON_H

#include "postgres.h"

#include "lib/stringinfo.h"

#include "core/commission/plan.h"
#include "core/commission/plan_fields.h"
#include "pg/common/json.h"

/* False with the fault filled: one of LF_ERR_PLAN_*.  Names point into the tree. */
extern bool lfpg_plan_read(LfJson *json, LfCommissionPlan *plan, LfFault *why);

/* Appends the canonical text. */
extern void lfpg_plan_write(StringInfo out, const LfCommissionPlan *plan);

#endif
