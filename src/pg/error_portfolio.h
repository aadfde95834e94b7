/*
 * Messages of grade and portfolio.  Included inside a switch, in error.c
 * alone: no guard.  An entry is status, SQLSTATE, message, DETAIL, HINT; the
 * words in braces are explained in error.c.
 */
LF_MESSAGE(LF_ERR_OVER_DAYS, ERRCODE_INVALID_PARAMETER_VALUE,
           "over_days {ia} is not the edge of a band",
           "Valid: {l}.",
           "Over 90 is 91 days and up; over 0 is any arrears.")

LF_MESSAGE(LF_ERR_GRADE, ERRCODE_INVALID_TEXT_REPRESENTATION,
           "unknown risk grade \"{t}\"",
           NULL,
           "Valid: pass, special_mention, substandard, doubtful, loss; in Chinese 正常, 关注, 次级, 可疑, 损失; 1 to 5; A to E; each may have a notch from 1 to 9, such as pass-2.")

LF_MESSAGE(LF_ERR_BELOW_ZERO, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
           "{n} would fall below zero",
           NULL,
           "Take out only what is in the summary.")
