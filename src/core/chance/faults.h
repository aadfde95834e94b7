/*
 * Refusals of chance;
 * core/base/fault_list.h says how an entry is written.
 */

/* a: hits, b: trials, c: the most trials
   When: more hits than trials, too many trials, or a negative number of either
   As: a=3; b=2; c=1000000000000 */
LF_FAULT(LF_ERR_HITS, "22023",
         "{int a} hits in {int b} trials are out of range",
         "Trials must be from 0 to {int c}, hits from 0 to the trials.",
         "Give hits first, then trials.")

/* name, text: a number that is not from 0 to 1
   When: a probability below 0, above 1 or not a number
   As: name=probability; text=1.5 */
LF_FAULT(LF_ERR_PROBABILITY, "22023",
         "{name} {text} is out of range",
         "It must be from 0 to 1.",
         "5 % is 0.05.")
