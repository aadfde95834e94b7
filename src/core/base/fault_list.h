/*
 * Every refusal of the extension, module by module.  One entry a status,
 *
 *   LF_FAULT(status, SQLSTATE, message, DETAIL, HINT)
 *
 * is the status in core/base/status.h, its words in pg/common/error.c and its
 * item in docs/errors.md.  To add a refusal: write an entry into faults.h of
 * the module, under a comment on which members of LfFault it reads; say with
 * "When:" in which cases it is raised, and with "As:" an example of the facts
 * that its message names; then make docs-update.  Refuse with LF_REFUSE.
 * A new faults.h gets a line below, where these files, which include nothing
 * and have no guard, are read.
 *
 * Words in braces are replaced by the facts: {name} {text} {text2} as they are, the
 * latter two clipped to a line where they are a user's; {list} the keywords, or
 * text2 in full where there are none; {sentence} text2 with a capital first;
 * {where} near what byte a of text is;
 * {money a} at the fault's scale, {short a} without zeros at its end, {int a},
 * {date a}, {rate a}, {grade a}, and so for b and c.  {text2|it} says "it"
 * where the fact is empty.
 */
#include "core/amort/faults.h"
#include "core/base/faults.h"
#include "core/cashflow/faults.h"
#include "core/chance/faults.h"
#include "core/change/faults.h"
#include "core/chart/faults.h"
#include "core/commission/faults.h"
#include "core/delinquency/faults.h"
#include "core/grade/faults.h"
#include "core/history/faults.h"
#include "core/lease/faults.h"
#include "core/migration/faults.h"
#include "core/money/faults.h"
#include "core/offers/faults.h"
#include "core/pool/faults.h"
#include "core/portfolio/faults.h"
#include "core/rate/faults.h"
#include "core/rates/faults.h"
#include "core/schedule/faults.h"
#include "core/scorecard/faults.h"
#include "core/scoring/faults.h"
#include "core/time/faults.h"
#include "core/vehicle/faults.h"
#include "core/vintage/faults.h"
