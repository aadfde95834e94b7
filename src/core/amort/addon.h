/*
 * Flat 平息 and rule of 78: fill principal, interest and the level amount of a
 * plan.  LF_ERR_PAYMENT_BELOW_INTEREST, LF_ERR_OVERFLOW.
 */
#ifndef LF_CORE_AMORT_ADDON_H
#define LF_CORE_AMORT_ADDON_H

#include "core/amort/plan.h"

extern lf_status lf_form_addon(const LfAmortPlan *p, LfSchedule *out, LfFault *why);

#endif
