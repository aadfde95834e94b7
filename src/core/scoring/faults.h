/*
 * Refusals of scores and bins;
 * core/base/fault_list.h says how an entry is written.
 */

/* a: an edge, b: the one before it
   When: edges of bands that do not rise, or an edge given twice
   As: a=600; b=620 */
LF_FAULT(LF_ERR_EDGES_ORDER, "22023",
         "edge {int a} is not above the edge before it, {int b}",
         "Edges ascend and are distinct: a band is above one edge and at most the next.",
         "Sort the edges and take out doubles.")

/* name: "weight" or "adjust"; text: the value as written
   When: a weight or an adjust below 0, too great, or with more than 6 decimals
   As: name=weight; text=-1 */
LF_FAULT(LF_ERR_WEIGHT_RANGE, "22023",
         "{name} {text} is out of range",
         "It must be from 0 to 1000000000000000000, with at most 6 decimals.",
         "It counts loans, or what is lent: check the unit, or leave {name} out.")

/* a: the band
   When: a stability index with floor 0 where only one of both summaries has scores in a band
   As: a=3 */
LF_FAULT(LF_ERR_BAND_EMPTY, "22023",
         "band {int a} is empty on one side and floor is 0",
         "The index takes the logarithm of the ratio of both shares, which does not exist there.",
         "Give a floor above 0 (0.0001 is the default), or fewer bands.")

/* name: "floor" or "adjust"; text: the bin; a: 1 where it is the bin of missing values
   When: a bin that one side lacks, with adjust 0 in weights of evidence or floor 0 in a stability index
   As: name=adjust; text=rent */
LF_FAULT(LF_ERR_BIN_EMPTY, "22023",
         "bin {text|of missing values} is empty on one side and {name} is 0",
         "The logarithm of the ratio of both sides does not exist there.",
         "Give {name} above 0, or join the bin with another.")

/* a: bytes of a bin's name, c: the most
   When: a value too long to be the name of a bin
   As: a=300; c=255 */
LF_FAULT(LF_ERR_BIN_LONG, "22023",
         "the name of a bin has {int a} bytes",
         "The limit is {int c} bytes.",
         "Shorten it; a bin is a label, not a description.")

/* a: distinct scores, c: the most
   When: a summary that meets one distinct score more than it can hold
   As: a=65537; c=65536 */
LF_FAULT(LF_ERR_SCORES_LIMIT, "54000",
         "too many distinct scores: {int a}",
         "The limit is {int c} in one summary.",
         "Round the score first, as (score / 10) * 10 does.")
