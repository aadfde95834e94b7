/*
 * Messages of grade, grade policy and portfolio.  Included inside a switch, in
 * error.c alone: no guard.  An entry is status, SQLSTATE, message, DETAIL,
 * HINT; the words in braces are explained in error.c.
 */
LF_MESSAGE(LF_ERR_OVER_DAYS, ERRCODE_INVALID_PARAMETER_VALUE,
           "over_days {ia} is not the edge of a band",
           "Valid: {l}.",
           "Over 90 is 91 days and up; over 0 is any arrears.")

LF_MESSAGE(LF_ERR_GRADE, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "unknown risk grade \"{t}\"",
           NULL,
           "Valid: pass, special_mention, substandard, doubtful, loss, their Chinese names, "
           "1 to 5, A to E; each may have a notch from 1 to 9, such as pass-2.")

LF_MESSAGE(LF_ERR_RANGE_SHARE, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} {ra} is out of range",
           "It must be from {rb} to {rc}.",
           "A rate is a fraction: 0.5 is 50 %.")

LF_MESSAGE(LF_ERR_POLICY_UNKNOWN, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "unknown grade policy \"{t}\"",
           NULL,
           "See grade_policies(), or spell the rules out as a JSON object.")

LF_MESSAGE(LF_ERR_POLICY_ORDER, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "the {n} limit of {ga} is not above that of {gb}",
           NULL,
           "A worse grade begins later, so that every loan has one grade.")

LF_MESSAGE(LF_ERR_POLICY_GAP, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "the provision rate of {ga} is missing",
           NULL,
           "Give all five tiers a rate, or none.")

LF_MESSAGE(LF_ERR_POLICY_FALLING, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "the provision rate of {ga} is below that of {gb}",
           NULL,
           "Provision rates must not fall as grades get worse.")

LF_MESSAGE(LF_ERR_POLICY_RANGE, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "{n} {ra} of a grade policy is out of range",
           "It must be from {rb} to {rc}.",
           "A rate is a fraction: 0.25 is 25 %.")

LF_MESSAGE(LF_ERR_POLICY_DAYS, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "the day limit {ib} of {ga} is negative",
           NULL, NULL)

LF_MESSAGE(LF_ERR_POLICY_GRADE, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "a {n} limit cannot lead to {ga}",
           NULL,
           "Pass is what is left where no rule binds.")

LF_MESSAGE(LF_ERR_POLICY_EMPTY, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "a grade policy needs at least one rule",
           NULL,
           "Give it days, loss_rate, credit_impaired or restructured.")

LF_MESSAGE(LF_ERR_POLICY_OPTION, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "grade policy {t} has no option {n}",
           "Options: grace_days of cn_2023; substandard and doubtful of cn_2023 and cn_2007.",
           NULL)

LF_MESSAGE(LF_ERR_POLICY_GRACE, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "grace_days {ia} of a grade policy is out of range",
           "It must be from 0 to {ic}.",
           NULL)

LF_MESSAGE(LF_ERR_CONFLICT_INT, ERRCODE_INVALID_PARAMETER_VALUE,
           "{n} is {ia} in one row and {ib} in another",
           NULL,
           "Give the same {n} in every row, or group by it.")

LF_MESSAGE(LF_ERR_BELOW_ZERO, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
           "{n} would fall below zero",
           "In what would be left, {u}.",
           "Take out only what was put in.")
