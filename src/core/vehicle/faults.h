/*
 * Refusals of vehicle values;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* a: the age in months
   When: a car bought at an age at which its curve is at 0
   As: a=120 */
LF_FAULT(LF_ERR_CURVE_SHARE, "22023",
         "the curve has a share of 0 at bought_at {int a}",
         "Its price when new cannot be computed from its price then.",
         "Check bought_at, or give a curve whose share is above 0 there.")
