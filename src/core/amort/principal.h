/*
 * Equal principal 等额本金 and interest only 先息后本: fill principal, interest
 * and the level principal of a plan.  LF_ERR_OVERFLOW.
 */
#ifndef LF_CORE_AMORT_PRINCIPAL_H
#define LF_CORE_AMORT_PRINCIPAL_H

#include "core/amort/plan.h"

extern lf_status lf_form_principal(const LfAmortPlan *p, LfSchedule *out, LfFault *why);

#endif
