/*
 * Refusals of speeds, projections, pools and prices;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* name: the argument; text: the speed; text2: what is wrong; a: byte offset
   When: a speed that is not of its form: no kind, a sign, a part before the last without months, a
     last part with them, a ramp without them
   As: name=prepayment; text=6 CPR x12; text2=the last part must have no months; a=9;
     where=at the end of the input */
LF_FAULT(LF_ERR_SPEED, "22P02",
         "invalid speed for {name}: \"{text}\"",
         "{sentence} at byte {int a}, {where}.",
         "Write parts such as 1.5 ABS, 6 CPR or 0 to 6 CPR x30, 6 CPR: percent, kind (ABS, CPR, SMM, PSA; "
         "CDR, MDR, SDA), and xN months in all parts but the last.")

/* name: the argument; text: the kind; a: percent, c: greatest (6 decimals)
   When: more than 100 % a month or a year
   As: name=prepayment; text=CPR; a=100.1; c=100 */
LF_FAULT(LF_ERR_SPEED_RATE, "22023",
         "{name} of {short a} {text} is out of range",
         "Percent of kind {text} must be from 0 to {short c}.",
         "A speed is in percent: 1.5 ABS is 1.5 % of the original number a month.")

/* name: the argument; text: the kind; text2: the kinds there are
   When: a default speed for prepayment, or the other way round
   As: name=prepayment; text=MDR; text2=ABS, CPR, SMM, PSA */
LF_FAULT(LF_ERR_SPEED_KIND, "22023",
         "{name} cannot be given as {text}",
         "Valid: {list}.",
         "ABS, CPR, SMM and PSA say how fast loans prepay, CDR, MDR and SDA how fast they default.")

/* a: months
   When: `cpr` over 5 months, or 7 to 11
   As: a=5 */
LF_FAULT(LF_ERR_MONTHS_OF_YEAR, "22023",
         "months {int a} is no part of a year",
         "Valid: 1, 2, 3, 4, 6, 12.",
         "Give what is gone within a month, a quarter, half a year or a year.")

/* a: as_of, b: start date
   When: `projection`, `project`, `expected_loss`
   As: a=2024-01-30; b=2024-01-31 */
LF_FAULT(LF_ERR_PROJECTION_EARLY, "22023",
         "as_of {date a} is before the start of the schedule",
         "The schedule starts on {date b}.",
         "Project from the start date or a later day.")

/* a: the balance (scale), b: the day from which it is so
   When: `projection`, `project`, `expected_loss` of a difference of schedules
   As: a=-5.00; b=2024-01-31 */
LF_FAULT(LF_ERR_PROJECTION_BALANCE, "22023",
         "the balance of the schedule is {money a} on {date b}",
         "A projection needs a balance of 0 or more on every day after as_of.",
         "Subtract a schedule only from a sum that contains it.")

/* a: the value at a rate of 0, b: at 10, c: what it must reach (scale)
   When: `risk_price`: no rate of its grid is enough
   As: a=0.00; b=0.00; c=100000.00 */
LF_FAULT(LF_ERR_PRICE, "22000",
         "no annual rate from 0 to 10 pays for this loan",
         "The loan is worth {money a} at a rate of 0 and {money b} at 10; {money c} are needed.",
         "Check the default speed, the severity, the costs and the margin.")
