/*
 * grade_policy in and out: text, binary, order and hash.
 *
 * The binary form is a version byte and the text: rules are few and read
 * seldom, and one reader means one gate.  Order and hash go by the text as
 * well, so they are the same on every machine.
 */
#include "postgres.h"

#include "pg/common/value.h"
#include "pg/grade/policy.h"

#define BINARY_VERSION 1

static Datum
from_text(const char *text, LfFault *why)
{
    LfGradePolicy rules;

    return lfpg_grade_policy_parse(text, &rules, why) ? lfpg_grade_policy_store(&rules) : (Datum)0;
}

static char *
to_text(Datum policy)
{
    return lfpg_grade_policy_text(lfpg_grade_policy(policy));
}

static Datum
from_bytes(LfReader *message, LfFault *why)
{
    LfGradePolicy rules;
    int length;

    if (lfpg_read_u8(message) != BINARY_VERSION)
        lfpg_read_fail(message, "its version is unknown");
    if (!lfpg_grade_policy_parse(lfpg_read_text(message, &length), &rules, why))
        lfpg_read_fail(message, "its text is no grade policy");
    return lfpg_grade_policy_store(&rules);
}

static void
to_bytes(StringInfo message, Datum policy)
{
    const char *text = to_text(policy);

    pq_sendbyte(message, BINARY_VERSION);
    pq_sendtext(message, text, (int)strlen(text));
}

static int
compare(Datum a, Datum b)
{
    const LfGradePolicy *x = lfpg_grade_policy(a), *y = lfpg_grade_policy(b);

    if (memcmp(x, y, sizeof(*x)) == 0)
        return 0;
    return strcmp(lfpg_grade_policy_text(x), lfpg_grade_policy_text(y));
}

static void
identity(StringInfo bytes, Datum policy)
{
    appendStringInfoString(bytes, to_text(policy));
}

LFPG_VALUE_TYPE(grade_policy, .from_text = from_text, .to_text = to_text, .from_bytes = from_bytes,
                .to_bytes = to_bytes, .compare = compare, .identity = identity, .json_string = true)
