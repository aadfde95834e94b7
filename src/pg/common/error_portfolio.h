/*
 * Messages of grade, grade policy and portfolio.  Included inside a switch, in
 * error.c alone: no guard.  An entry is status, SQLSTATE, message, DETAIL,
 * HINT; the words in braces are explained in error.c.
 */
/* clang-format off */
LF_MESSAGE(LF_ERR_OVER_DAYS, ERRCODE_INVALID_PARAMETER_VALUE,
           "over_days {ia} is not the edge of a band",
           "Valid: {l}.",
           "Over 90 is 91 days and up; over 0 is any arrears.")

LF_MESSAGE(LF_ERR_GRADE, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "unknown risk grade \"{t}\"",
           "A grade is the name of a tier, and perhaps a notch from 1 to 9, such as pass-2.",
           "Valid: pass, special_mention, substandard, doubtful, loss, their Chinese names, 1 to 5, A to E.")

LF_MESSAGE(LF_ERR_RANGE_SHARE, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} {ra} is out of range",
           "It must be from {rb} to {rc}.",
           "A rate is a fraction: 0.5 is 50 %.")

LF_MESSAGE(LF_ERR_POLICY_UNKNOWN, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "unknown grade policy \"{t}\"",
           "Valid: {l}; or rules spelled out as a JSON object.",
           "grade_policies() lists the presets with their dates.")

LF_MESSAGE(LF_ERR_POLICY_ORDER, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "the {n} limit of {ga} is not above that of {gb}",
           "Limits must rise strictly from the better grade to the worse.",
           "Raise the limit of {ga}, or leave {gb} out.")

LF_MESSAGE(LF_ERR_POLICY_GAP, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "the provision rate of {ga} is missing",
           "Either all five tiers have a provision rate, or none.",
           "Add {ga}, be it with the rate of the tier before.")

LF_MESSAGE(LF_ERR_POLICY_FALLING, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "the provision rate of {ga} is below that of {gb}",
           "Provision rates must not fall from the better grade to the worse.",
           "Raise the rate of {ga}, or lower that of {gb}.")

LF_MESSAGE(LF_ERR_POLICY_RANGE, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "{n} {ra} of a grade policy is out of range",
           "It must be from {rb} to {rc}.",
           "A rate is a fraction: 0.25 is 25 %.")

LF_MESSAGE(LF_ERR_POLICY_DAYS, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "the day limit {ib} of {ga} is negative",
           "A limit is the last day that is still the better grade, 0 or more.",
           "For a grade from the first day past due on write 0.")

LF_MESSAGE(LF_ERR_POLICY_GRADE, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "a {n} limit cannot lead to {ga}",
           "A limit leads to a grade worse than pass.",
           "Leave it out: pass is what is left where no rule binds.")

LF_MESSAGE(LF_ERR_POLICY_EMPTY, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "a grade policy needs at least one rule",
           "Rules are days, loss_rate, credit_impaired and restructured.",
           "Add one of them, such as \"days\" with a limit for substandard.")

LF_MESSAGE(LF_ERR_POLICY_OPTION, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "grade policy {t} has no option {n}",
           "Options: grace_days of cn_2023; substandard and doubtful of cn_2023 and cn_2007.",
           "For rules that no law leaves open spell the policy out as a JSON object.")

LF_MESSAGE(LF_ERR_POLICY_GRACE, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "grace_days {ia} of a grade policy is out of range",
           "It must be from 0 to {ic}.",
           "The exception is for arrears of technical causes, of some days only.")

LF_MESSAGE(LF_ERR_CONFLICT_INT, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} is {ia} in one row and {ib} in another",
           "It belongs to the whole result and must not change from row to row.",
           "Give the same {n} in every row, or group by it.")

LF_MESSAGE(LF_ERR_SUM_RANGE, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
           "{n} is out of range",
           "A sum has at most 127 bits, a count 63.",
           "Check the amounts: no real book comes near.")

LF_MESSAGE(LF_ERR_BELOW_ZERO, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
           "{n} would fall below zero",
           "In what would be left, {u}.",
           "Take out only what was put in.")
/* clang-format on */
