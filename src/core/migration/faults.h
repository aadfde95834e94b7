/*
 * Refusals of migration matrices;
 * core/base/fault_list.h says how an entry is written.
 */
/* clang-format off */

/* a: from_month, b: to_month, not after it
   When: `migration_agg(h, from_month, to_month)`
   As: b=2024-02-01; a=2024-02-01 */
LF_FAULT(LF_ERR_MONTHS_ORDER, "22023",
         "to_month {date b} is not after from_month {date a}",
         "A move goes from one month to a later one.",
         "Give a later to_month, or exchange the two.")

/* name: a reader that needs grades
   When: also *performing_downgrade_rate*
   As: name=downgrade_rate */
LF_FAULT(LF_ERR_NOT_GRADES, "22023",
         "{name} needs a summary of grades, not of days-past-due bands",
         "The regulator's rates are defined by the five tiers.",
         "Make it with migration_agg(from_grade, to_grade, balance).")

/* text, text2: the kinds of two summaries
   When: `+`, `-`, `rollup` of `migration_summary`
   As: text=bands; text2=grades */
LF_FAULT(LF_ERR_STATES_MIX, "22023",
         "moves between {text} and moves between {text2} do not mix",
         "A matrix has one kind of states, days-past-due bands or grades.",
         "Keep two summaries, or grade the loans by their days with grade_loan.")
