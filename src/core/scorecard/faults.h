/*
 * Refusals of scorecards and applicants;
 * core/base/fault_list.h says how an entry is written.
 */

/* text: the characteristic
   When: a row without the column, or an object without the member, that a card reads
   As: text=income */
LF_FAULT(LF_ERR_CARD_ABSENT, "22023",
         "the applicant has no \"{text}\"",
         "A card reads each of its characteristics by name.",
         "Add it; where the value is not known, give NULL, which the bin of missing values takes.")

/* text: the characteristic; text2: the value
   When: a value, or NULL, that none of the bins of its characteristic takes
   As: text=channel; text2="shop" */
LF_FAULT(LF_ERR_CARD_NO_BIN, "22023",
         "no bin of \"{text}\" takes {text2}",
         "The card has no bin for it, nor one for the rest.",
         "Check the value, or add to the card a bin without a condition (or one of missing values).")

/* text: the characteristic; text2: what it is instead
   When: a value of an applicant that is of another kind than the bins of its characteristic take
   As: text=income; text2=a text, not a number */
LF_FAULT(LF_ERR_CARD_KIND, "22023",
         "\"{text}\" of the applicant is {text2}",
         "Bins of \"below\" take numbers; bins of \"in\" take texts, numbers, booleans, dates and enums.",
         "Cast it, or change the card.")

/* text: the characteristic
   When: NaN as a number of an applicant
   As: text=income */
LF_FAULT(LF_ERR_CARD_NAN, "22023",
         "\"{text}\" of the applicant is not a number (NaN)",
         "No bin takes it.",
         "Where the value is not known, give NULL.")

/* When: an applicant given as jsonb that is an array or a single value */
LF_FAULT(LF_ERR_CARD_APPLICANT, "22023",
         "the applicant is not a JSON object",
         "Its keys are the names of characteristics.",
         "Give an object, or a row: score(card, a) FROM application AS a.")

/* When: odds or a default probability of a score, or the score of one, for a card without a base */
LF_FAULT(LF_ERR_CARD_BASE, "22023",
         "the scorecard has no base",
         "The odds of a score take a score, its odds and the points to double them.",
         "Add the member \"base\" with score, odds and pdo, as docs/scorecard.md shows.")

/* name: what leaves its range
   When: a score whose odds do not fit, or a default probability whose score does not
   As: name=score */
LF_FAULT(LF_ERR_CARD_RANGE, "22003",
         "{name} out of range",
         "Odds have at most 28 digits before the point, a score is an integer of 32 bits.",
         "Check the score, and the points to double the odds.")
