/*
 * Refusals of risk grades and grade policies;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* text
   When: a text that is not a grade
   As: text=good */
LF_FAULT(LF_ERR_GRADE, "22P02",
         "unknown risk grade \"{text}\"",
         "A grade is the name of a tier, and perhaps a notch from 1 to 9, such as pass-2.",
         "Valid: pass, special_mention, substandard, doubtful, loss, their Chinese names, 1 to 5, A to "
         "E.")

/* text
   When: a digit or a letter in a text that is converted to a grade without an explicit cast
   As: text=3 */
LF_FAULT(LF_ERR_GRADE_SIGN, "22P02",
         "\"{text}\" is not the name of a risk grade",
         "Without an explicit cast only the name of a tier is read as a grade, not a day or a code.",
         "For a digit or letter that stands for a tier write ::risk_grade; for days past due ::bigint.")

/* text; text2: the presets
   When: neither a preset nor JSON
   As: text=cn_2024; text2=cn_2023, cn_2007, in_rbi, us_ffiec */
LF_FAULT(LF_ERR_POLICY_UNKNOWN, "22P02",
         "unknown grade policy \"{text}\"",
         "Valid: {list}; or a JSON object of rules.",
         "grade_policies() lists the presets with their dates.")

/* name: of what limits; a: grade, b: the better one before it
   When: limits of a policy that overlap; also *loss rate*, *provision rate*
   As: name=day; a=loss; b=substandard */
LF_FAULT(LF_ERR_POLICY_ORDER, "22P02",
         "the {name} limit of {grade a} is not above that of {grade b}",
         "Limits must rise strictly from the better grade to the worse.",
         "Raise the limit of {grade a}, or leave {grade b} out.")

/* a: grade without a provision rate
   When: a gap in the provision rates of a policy
   As: a=doubtful */
LF_FAULT(LF_ERR_POLICY_GAP, "22P02",
         "the provision rate of {grade a} is missing",
         "Either all five tiers have a provision rate, or none.",
         "Add {grade a}; it may have the rate of the tier before.")

/* a: grade, b: the better one before it
   When: falling rates
   As: a=doubtful; b=substandard */
LF_FAULT(LF_ERR_POLICY_FALLING, "22P02",
         "the provision rate of {grade a} is below that of {grade b}",
         "Provision rates must not fall from the better grade to the worse.",
         "Raise the rate of {grade a}, or lower that of {grade b}.")

/* name; a: value, b: least, c: greatest (12 decimals)
   When: a rate of a policy, an option outside its limits
   As: name=loss rate; a=1.01; b=0; c=1 */
LF_FAULT(LF_ERR_POLICY_RANGE, "22P02",
         "{name} {rate a} of a grade policy is out of range",
         "It must be from {rate b} to {rate c}.",
         "A rate is a fraction: 0.25 is 25 %.")

/* a: grade, b: its limit
   When: a day limit below 0
   As: b=-1; a=loss */
LF_FAULT(LF_ERR_POLICY_DAYS, "22P02",
         "the day limit {int b} of {grade a} is negative",
         "A limit is the last day that is still the better grade, 0 or more.",
         "For a grade from the first day past due on write 0.")

/* name: of what limits; a: grade that cannot have one
   When: a limit of pass
   As: name=day; a=pass */
LF_FAULT(LF_ERR_POLICY_GRADE, "22P02",
         "a {name} limit cannot lead to {grade a}",
         "A limit leads to a grade worse than pass.",
         "Leave it out: a loan is pass where no rule applies.")

/* When: a policy without a rule */
LF_FAULT(LF_ERR_POLICY_EMPTY, "22P02",
         "a grade policy needs at least one rule",
         "Rules are days, loss_rate, credit_impaired and restructured.",
         "Add one of them, such as \"days\" with a limit for substandard.")

/* name: the option; text: the preset
   When: an option that the law does not give
   As: text=us_ffiec; name=substandard */
LF_FAULT(LF_ERR_POLICY_OPTION, "22P02",
         "grade policy {text} has no option {name}",
         "Options: grace_days of cn_2023; substandard and doubtful of cn_2023 and cn_2007.",
         "For other rules write the policy as a JSON object.")

/* a: days, c: the most
   When: more days than the law allows
   As: a=8; c=7 */
LF_FAULT(LF_ERR_POLICY_GRACE, "22P02",
         "grace_days {int a} of a grade policy is out of range",
         "It must be from 0 to {int c}.",
         "The exception is for arrears of technical causes, of some days only.")
