/*
 * Refusals of commission plans, statements and pay;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* no name: the whole is not an object
   When: an array, a number, a text, null */
LF_FAULT(LF_ERR_PLAN_OBJECT, "22P02",
         "commission plan: not a JSON object",
         "A plan is an object with at least one of the keys per_loan, tiers, bonus, salary.",
         "Begin with one of them, as docs/commission.md shows.")

/* a key that is not known
   When: a key that is not in the table of [commission.md](commission.md#the-plan)
   As: name=salry */
LF_FAULT(LF_ERR_PLAN_KEY, "22P02",
         "commission plan: unknown key \"{name}\"",
         "Unknown keys are refused: a misspelled rule would not be applied.",
         "Check the spelling; docs/commission.md lists the keys.")

/* When: a required key; `kpi.method` without `kpi.bands` and the reverse
   As: name=per_loan.rate */
LF_FAULT(LF_ERR_PLAN_MISSING, "22P02",
         "commission plan: \"{name}\" is missing",
         "It has no default.",
         "Give it; docs/commission.md says what it means.")

/* text2: what it should be
   When: *a number*, *text*, *an object*, *an array*, *true or false*; null is none of them
   As: name=per_loan.rate; text2=a number */
LF_FAULT(LF_ERR_PLAN_KIND, "22P02",
         "commission plan: \"{name}\" is not {text2}",
         "Each key needs a value of its own kind; null is not allowed.",
         "Write numbers without quotes; to leave a key at its default, leave it out.")

/* text: value, text2: "0 and 1"
   When: a rate, share, weight, gate, years, months
   As: name=per_loan.rate; text=5; text2=0 and 1 */
LF_FAULT(LF_ERR_PLAN_BETWEEN, "22P02",
         "commission plan: \"{name}\" is {text}, not between {text2}",
         "Both ends are allowed.",
         "Rates, shares and weights are fractions (0.05 is 5 %); clawback counts months, deferral years.")

/* text: value, text2: what it must be above
   When: bands not ascending; a target, weight or quota of 0; `to` not after `from`
   As: name=tiers.bands[1].from; text=100.00; text2=500.00 */
LF_FAULT(LF_ERR_PLAN_NOT_ABOVE, "22P02",
         "commission plan: \"{name}\" is {text}, not above {text2}",
         "It must be greater than {text2}.",
         "Put bands in ascending order; targets and quotas are above 0, and a window ends after it begins.")

/* text: value, text2: what it is below
   When: `max` below `min`, `cap` below `floor` or `gate`; negative money
   As: name=cap; text=8.00; text2=9.00 */
LF_FAULT(LF_ERR_PLAN_BELOW, "22P02",
         "commission plan: \"{name}\" is {text}, below {text2}",
         "It must be {text2} or more.",
         "Raise the one, or lower the other.")

/* a: decimals allowed
   When: money, numbers (8), targets of amount, base, loans
   As: name=salary; a=2 */
LF_FAULT(LF_ERR_PLAN_DECIMALS, "22P02",
         "commission plan: \"{name}\" has more than {int a} decimals",
         "At most {int a} digits may follow the point; zeros at the end are not counted.",
         "Round it first; nothing is rounded silently.")

/* When: `years`, `from`, `to`
   As: name=deferral.years */
LF_FAULT(LF_ERR_PLAN_NOT_WHOLE, "22P02",
         "commission plan: \"{name}\" is not a whole number",
         "Years and months are whole numbers.",
         "Round it, or leave the key out.")

/* text: word, text2: the words there are
   When: an unknown keyword
   As: name=tiers.method; text=steps; text2=marginal, whole, ramp */
LF_FAULT(LF_ERR_PLAN_WORD, "22P02",
         "commission plan: \"{name}\" is \"{text}\", not one of {list}",
         "These are all the words.",
         "Use one of them.")

/* text: code
   When: not an ISO 4217 code in capitals
   As: name=currency; text=XYZ */
LF_FAULT(LF_ERR_PLAN_CURRENCY, "22P02",
         "commission plan: \"{name}\" is \"{text}\", not an ISO 4217 code",
         "A currency is an ISO 4217 code in capitals, such as CNY.",
         "Where no currency applies, leave it out: money then has 2 decimals.")

/* a: bytes allowed
   When: a name
   As: name=quality[0].by; a=63 */
LF_FAULT(LF_ERR_PLAN_LONG, "22P02",
         "commission plan: \"{name}\" is longer than {int a} bytes",
         "A name has at most {int a} bytes.",
         "Shorten it.")

/* text2: the name
   When: a name
   As: name=kpi.indicators[1].name; text2=a */
LF_FAULT(LF_ERR_PLAN_TWICE, "22P02",
         "commission plan: \"{name}\" is used twice: \"{list}\"",
         "Each indicator has a name of its own.",
         "Rename one of them.")

/* When: a list or a name
   As: name=tiers.bands */
LF_FAULT(LF_ERR_PLAN_EMPTY, "22P02",
         "commission plan: \"{name}\" is empty",
         "A list has at least one item, a name at least one character.",
         "Where it is not needed, leave the key out.")

/* a: items allowed
   When: a list
   As: name=tiers.bands; a=32 */
LF_FAULT(LF_ERR_PLAN_ITEMS, "22P02",
         "commission plan: \"{name}\" has more than {int a} items",
         "The limit is {int a}.",
         "Merge some of them.")

/* text: their sum
   When: weights of indicators
   As: name=kpi.indicators; text=0.9 */
LF_FAULT(LF_ERR_PLAN_WEIGHTS, "22P02",
         "commission plan: weights in \"{name}\" sum to {text}, not 1",
         "The weights of all indicators sum to exactly 1.",
         "Divide each of them by their sum.")

/* text: path of the other window
   When: windows of one event
   As: name=clawback[1]; text=clawback[0] */
LF_FAULT(LF_ERR_PLAN_OVERLAP, "22P02",
         "commission plan: \"{name}\" overlaps \"{text}\"",
         "Windows [from, to) of one event do not overlap; gaps are allowed.",
         "End one where the other begins.")

/* When: `quality`, `deferral.release`
   As: name=quality[0].bands */
LF_FAULT(LF_ERR_PLAN_START, "22P02",
         "commission plan: \"{name}\" does not start at 0",
         "Every value from 0 up needs a multiplier: the first \"from\" is 0.",
         "Add a band from 0.")

/* no name
   When: none of per_loan, tiers, bonus, salary */
LF_FAULT(LF_ERR_PLAN_NOTHING, "22P02",
         "commission plan: pays nothing",
         "A plan has at least one of per_loan, tiers, bonus, salary.",
         "Add one of them.")

/* When: money beyond 9e16 minor units, another number of 1e10 or more
   As: name=salary */
LF_FAULT(LF_ERR_PLAN_TOO_LARGE, "22003",
         "commission plan: \"{name}\" is out of range",
         "Money is at most 9e16 minor units, multiples of a quota must fit 64 bits, other numbers are "
         "below 1e10.",
         "Check the digits and the unit.")

/* text2: the two plans
   When: `commission_agg`, `clawback_agg`, `rollup`, `+`; DETAIL shows both plans
   As: text2=... */
LF_FAULT(LF_ERR_PLAN_CONFLICT, "22023",
         "two plans in one commission statement",
         "The plans are {list}.",
         "Group by the plan too.")

/* When: an array or a number as `kpi` */
LF_FAULT(LF_ERR_KPI_OBJECT, "22023",
         "kpi is not a JSON object",
         "It is an object with the values by name.",
         "Give names and numbers, as jsonb_build_object('satisfaction', 92) does.")

/* name: amount or base; a (scale)
   When: a row of a commission
   As: name=amount; a=-5.00 */
LF_FAULT(LF_ERR_LOAN_NEGATIVE, "22023",
         "{name} {money a} is negative",
         "It must be 0 or more.",
         "For reversals and defaults of loans that were paid for use clawback_agg.")

/* text2: the value's name
   When: the plan needs it, and it is missing or null
   As: text2=satisfaction */
LF_FAULT(LF_ERR_KPI_MISSING, "22023",
         "kpi value \"{list}\" is missing",
         "The plan needs it.",
         "Give it in kpi; where it was not measured, decide what counts, with coalesce.")

/* text2: the value's name
   When: text, true, a list
   As: text2=satisfaction */
LF_FAULT(LF_ERR_KPI_NUMBER, "22023",
         "kpi value \"{list}\" is not a number",
         "The values of kpi are numbers.",
         "Write numbers without quotes.")

/* text2: the value's name, text: the value
   When: a value looked up in `quality` or `release`
   As: text2=overdue_ratio; a=-0.01 */
LF_FAULT(LF_ERR_KPI_NEGATIVE, "22023",
         "kpi value \"{list}\" is {short a}, below 0",
         "Multipliers are looked up by values of 0 or more.",
         "Check the sign.")

/* text2: the value's name; it or its attainment is too large
   When: it or its attainment is far too large, mostly because its unit is not that of the target
   As: text2=approval_rate */
LF_FAULT(LF_ERR_KPI_RANGE, "22003",
         "kpi value \"{list}\" is out of range",
         "A value is at most 1e30; its attainment, the quotient by the target, at most 9e10.",
         "Check its unit against that of the target.")

/* text2: the indicator's name
   When: a target pro-rated to 0
   As: text2=loans */
LF_FAULT(LF_ERR_KPI_TARGET, "22023",
         "kpi \"{list}\" has no target left",
         "Its target, pro-rated to the active days, is 0.",
         "Settle without active, or take the indicator out of the plan for so short a part.")

/* text, text2: the two ranges, empty text2 for none
   When: also where the period is NULL, empty or unbounded
   As: text=[2026-01-20,2026-02-02); text2=[2026-01-01,2026-02-01) */
LF_FAULT(LF_ERR_ACTIVE, "22023",
         "active {text} is not inside period {text2|NULL}",
         "The active days must be a part of a bounded period.",
         "Give the period, and active as its intersection with the days employed.")

/* text2: what is wrong with the weights of a split
   When: `split_amount`: *are empty*, *are all 0*, *contain a negative one*, *contain one above
     10^18*
   As: text2=are all 0 */
LF_FAULT(LF_ERR_WEIGHTS, "22023",
         "weights {text2}",
         "There must be 1 to 10000 weights of 0 or more, one of them above 0.",
         "Leave out what has no share, and check the signs.")
