/*
 * Annuity 等额本息: fills principal, interest and the level payment of a plan.
 * LF_ERR_PAYMENT_BELOW_INTEREST, LF_ERR_NO_ROOT, LF_ERR_OVERFLOW.
 */
#ifndef LF_CORE_AMORT_ANNUITY_H
#define LF_CORE_AMORT_ANNUITY_H

#include "core/amort/plan.h"

extern lf_status lf_form_annuity(const LfAmortPlan *p, LfSchedule *out, LfFault *why);

#endif
