/*
 * Messages of commission.  Included inside a switch, in error.c alone: no
 * guard.  An entry is status, SQLSTATE, message, DETAIL, HINT; the words in
 * braces are explained in error.c.
 */
LF_MESSAGE(LF_ERR_PLAN_OBJECT, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: not a JSON object",
           "A plan is an object with at least one of the keys per_loan, tiers, bonus, salary.",
           "Begin with one of them, as docs/commission.md shows.")

LF_MESSAGE(LF_ERR_PLAN_KEY, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: unknown key \"{n}\"",
           "A key that is not known would be a rule that nobody applies.",
           "Check the spelling; docs/commission.md lists the keys.")

LF_MESSAGE(LF_ERR_PLAN_MISSING, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" is missing",
           "It has no default.",
           "Give it; docs/commission.md says what it means.")

LF_MESSAGE(LF_ERR_PLAN_KIND, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" is not {u}",
           "A value has the kind that its key asks for; null is of none.",
           "Numbers stand without quotes; to leave a key at its default, leave it out.")

LF_MESSAGE(LF_ERR_PLAN_BETWEEN, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" is {t}, not between {u}",
           "Both ends are allowed.",
           "Rates, shares and weights are fractions (0.05 is 5 %); clawback counts months, deferral "
           "years.")

LF_MESSAGE(LF_ERR_PLAN_NOT_ABOVE, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" is {t}, not above {u}",
           "It must be greater than {u}.",
           "Put bands in ascending order; targets, quotas and ends of windows are above what they "
           "begin from.")

LF_MESSAGE(LF_ERR_PLAN_BELOW, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" is {t}, below {u}",
           "It must be {u} or more.",
           "Raise the one, or lower the other.")

LF_MESSAGE(LF_ERR_PLAN_DECIMALS, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" has more than {ia} decimals",
           "At most {ia} digits may follow the point; zeros at the end are not counted.",
           "Round it first; nothing is rounded silently.")

LF_MESSAGE(LF_ERR_PLAN_NOT_WHOLE, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" is not a whole number",
           "Years and months are whole numbers.",
           "Round it, or leave the key out.")

LF_MESSAGE(LF_ERR_PLAN_WORD, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" is \"{t}\", not one of {l}",
           "The words are these and no others.",
           "Write it as in this list.")

LF_MESSAGE(LF_ERR_PLAN_CURRENCY, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" is \"{t}\", not an ISO 4217 code",
           "A currency is an ISO 4217 code in capitals, such as CNY.",
           "Where no currency applies, leave it out: money then has 2 decimals.")

LF_MESSAGE(LF_ERR_PLAN_LONG, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" is longer than {ia} bytes",
           "A name has at most {ia} bytes.",
           "Shorten it.")

LF_MESSAGE(LF_ERR_PLAN_TWICE, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" is used twice: \"{l}\"",
           "Each indicator has a name of its own.",
           "Rename one of them.")

LF_MESSAGE(LF_ERR_PLAN_EMPTY, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" is empty",
           "A list or a name that is given has something in it.",
           "Where it is not needed, leave the key out.")

LF_MESSAGE(LF_ERR_PLAN_ITEMS, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" has more than {ia} items",
           "The limit is {ia}.",
           "Merge some of them.")

LF_MESSAGE(LF_ERR_PLAN_WEIGHTS, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: weights in \"{n}\" sum to {t}, not 1",
           "The weights of all indicators sum to exactly 1.",
           "Divide each of them by their sum.")

LF_MESSAGE(LF_ERR_PLAN_OVERLAP, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" overlaps \"{t}\"",
           "Windows [from, to) of one event do not overlap; gaps are allowed.",
           "End one where the other begins.")

LF_MESSAGE(LF_ERR_PLAN_START, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: \"{n}\" does not start at 0",
           "Every value from 0 up needs a multiplier: the first \"from\" is 0.",
           "Add a band from 0.")

LF_MESSAGE(LF_ERR_PLAN_NOTHING, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "commission plan: pays nothing",
           "A plan has at least one of per_loan, tiers, bonus, salary.",
           "Add what it pays.")

LF_MESSAGE(LF_ERR_PLAN_TOO_LARGE, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
           "commission plan: \"{n}\" is out of range",
           "Money is at most 9e16 minor units, multiples of a quota must fit 64 bits, other numbers "
           "are below 1e10.",
           "Check the digits and the unit.")

LF_MESSAGE(LF_ERR_PLAN_CONFLICT, ERRCODE_INVALID_PARAMETER_VALUE,
           "two plans in one commission statement",
           "The plans are {l}.",
           "Group by the plan too.")

LF_MESSAGE(LF_ERR_NEGATIVE, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} {ma} is negative",
           "It must be 0 or more.",
           "{l|Check the sign.}")

LF_MESSAGE(LF_ERR_KPI_OBJECT, ERRCODE_INVALID_PARAMETER_VALUE,
           "kpi is not a JSON object",
           "It is an object with the values by name.",
           "Give names and numbers, as jsonb_build_object('satisfaction', 92) does.")

LF_MESSAGE(LF_ERR_KPI_MISSING, ERRCODE_INVALID_PARAMETER_VALUE,
           "kpi value \"{l}\" is missing",
           "The plan asks for it.",
           "Give it in kpi; where it was not measured, decide what counts, with coalesce.")

LF_MESSAGE(LF_ERR_KPI_NUMBER, ERRCODE_INVALID_PARAMETER_VALUE,
           "kpi value \"{l}\" is not a number",
           "What the plan looks up or measures is a number.",
           "Numbers stand without quotes.")

LF_MESSAGE(LF_ERR_KPI_NEGATIVE, ERRCODE_INVALID_PARAMETER_VALUE,
           "kpi value \"{l}\" is {va}, below 0",
           "Multipliers are looked up by values of 0 or more.",
           "Check the sign.")

LF_MESSAGE(LF_ERR_KPI_RANGE, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
           "kpi value \"{l}\" is out of range",
           "A value is at most 1e30; what it attains, its quotient by the target, at most 9e10.",
           "Check its unit against that of the target.")

LF_MESSAGE(LF_ERR_KPI_TARGET, ERRCODE_INVALID_PARAMETER_VALUE,
           "kpi \"{l}\" has no target left",
           "Its target, pro-rated to the active days, is 0.",
           "Settle without active, or take the indicator out of the plan for so short a part.")

LF_MESSAGE(LF_ERR_ACTIVE, ERRCODE_INVALID_PARAMETER_VALUE,
           "active {t} is not inside period {u|NULL}",
           "Days of a bounded period are what active can be a part of.",
           "Give the period, and active as its intersection with the days employed.")

LF_MESSAGE(LF_ERR_WEIGHTS, ERRCODE_INVALID_PARAMETER_VALUE,
           "weights {u}",
           "There must be 1 to 10000 weights of 0 or more, one of them above 0.",
           "Leave out what has no share, and check the signs.")
