/*
 * commission_plan and JSON: the one gate of a plan, and its canonical text.
 *
 * Every plan, in whatever form it comes, is read from jsonb here: the table of
 * terms says what a key may hold, lfpg_plan_check what the terms must be
 * together.  Messages name the key by its path.
 */
#ifndef LF_PG_COMMISSION_PLAN_JSON_H
#define LF_PG_COMMISSION_PLAN_JSON_H

#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/jsonb.h"

#include "core/commission/commission.h"
#include "core/commission/plan_fields.h"

/* False with the fault filled: one of LF_ERR_PLAN_*.  Names point into the jsonb. */
extern bool lfpg_plan_read(Jsonb *json, LfCommissionPlan *plan, LfFault *why);

/* What no term can tell alone; called by lfpg_plan_read. */
extern bool lfpg_plan_check(const LfCommissionPlan *plan, LfFault *why);

/* Fills a fault about a path; texts are terminated, and kept.  Always false. */
extern bool lfpg_plan_refuse(LfFault *why, lf_status status, const char *path, const char *text,
                             const char *text2);

/* A scalar as the canonical text prints it, palloc'd. */
extern char *lfpg_plan_money(int64 value, int scale);
extern char *lfpg_plan_number(int64 value_e8);

/* Appends the canonical text. */
extern void lfpg_plan_write(StringInfo out, const LfCommissionPlan *plan);

/* A name as a JSON string. */
extern void lfpg_plan_write_name(StringInfo out, const LfPlanName *name);

#endif
