/*
 * Refusals of charts;
 * core/base/fault_list.h says how an entry is written.
 */

/* text: the value as written
   When: `bar` or `heat` with a greatest value below 0
   As: text=-1 */
LF_FAULT(LF_ERR_CHART_MAX, "22023",
         "max {text} is negative",
         "A chart is drawn from 0 to its greatest value.",
         "Give the greatest value of the column, as max(x) OVER () does.")

/* text: low, text2: high
   When: `sparkline` with bounds in the wrong order
   As: text=5; text2=1 */
LF_FAULT(LF_ERR_CHART_BOUNDS, "22023",
         "low {text} is above high {text2}",
         "The lowest mark is drawn for low, the highest for high.",
         "Give low first, then high.")
