/*
 * State: what the transition states of aggregates share.
 */
#include "postgres.h"

#include "pg/common/state.h"

Datum
lfpg_state_combine(FunctionCallInfo fcinfo, LfStateCopy copy, LfStateMerge merge)
{
    if (PG_ARGISNULL(1))
        return lfpg_state_unchanged(fcinfo, copy);
    if (PG_ARGISNULL(0))
        PG_RETURN_POINTER(copy(PG_GETARG_DATUM(1)));
    PG_RETURN_POINTER(merge(lfpg_state_own(fcinfo, copy), PG_GETARG_DATUM(1)));
}

Datum
lfpg_state_out(FunctionCallInfo fcinfo, const LfValueType *type)
{
    bytea *message = DatumGetByteaPP(lfpg_value_send(fcinfo, type));
    Size length = VARSIZE_ANY_EXHDR(message);
    char *text = palloc(2 * length + 1);

    text[hex_encode(VARDATA_ANY(message), length, text)] = '\0';
    PG_RETURN_CSTRING(text);
}

static int
digit_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static _Noreturn void
refuse(const char *text, size_t at, const char *type_name)
{
    static const char complaint[] = "it is not in hexadecimal";
    LFPG_REFUSE(LF_ERR_TEXT, .name = type_name, .text = lf_text(text), .text2 = lf_text(complaint),
                .a = (int64)at);
}

/* Digits to bytes, then as the message that they are. */
Datum
lfpg_state_in(FunctionCallInfo fcinfo, const LfValueType *type)
{
    const char *text = PG_GETARG_CSTRING(0);
    size_t length = strlen(text);
    StringInfoData bytes;

    initStringInfo(&bytes);
    for (size_t i = 0; i < length; i += 2) {
        int high = digit_of(text[i]), low = high < 0 ? -1 : digit_of(text[i + 1]);

        if (low < 0)
            refuse(text, i, type->name);
        appendStringInfoChar(&bytes, (char)(high << 4 | low));
    }
    return lfpg_value_receive(&bytes, type);
}
