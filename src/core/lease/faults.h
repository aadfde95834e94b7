/*
 * Refusals of leases;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* name: the amount; a: amount, b: 0, c: greatest (scale)
   When: `lease`, `leaseback`, `lease_cashflows`, `implicit_rate`
   As: name=residual; a=90000.00; b=0.00; c=80000.00 */
LF_FAULT(LF_ERR_LEASE_AMOUNT, "22023",
         "{name} {money a} is out of range",
         "It must be from {money b} to {money c}.",
         "The residual is part of the financed amount; a deposit is at most the sum of the rents.")

/* a: price, b: asset value (scale)
   When: `leaseback`
   As: a=120000.00; b=100000.00 */
LF_FAULT(LF_ERR_LEASEBACK_PRICE, "22023",
         "price {money a} is above the asset value {money b}",
         "A sale-and-leaseback finances an asset at no more than its value.",
         "Lower the price, or have the asset valued again.")
