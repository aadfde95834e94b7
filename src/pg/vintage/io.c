/*
 * vintage_summary and vintage_summary_state in and out: text, binary, jsonb, order and
 * hash.
 *
 * The binary form of both is the stored bytes of the summary: they are the
 * same on every platform, and a state is worth its cells.
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "pg/common/error.h"
#include "pg/common/byte_ops.h"
#include "pg/common/state_text.h"
#include "pg/vintage/state.h"
#include "pg/vintage/value.h"

PG_FUNCTION_INFO_V1(loanfin_vintage_summary_in);
Datum
loanfin_vintage_summary_in(PG_FUNCTION_ARGS)
{
    LfFault why = {LF_OK};
    VintageSummary *value = lfpg_vintage_summary_from_text(PG_GETARG_CSTRING(0), &why);

    if (value == NULL) {
        lfpg_raise_soft(LFPG_ESCONTEXT(fcinfo), &why);
        PG_RETURN_NULL();
    }
    PG_RETURN_VINTAGE_SUMMARY_P(value);
}

PG_FUNCTION_INFO_V1(loanfin_vintage_summary_out);
Datum
loanfin_vintage_summary_out(PG_FUNCTION_ARGS)
{
    LfVintage v = lfpg_vintage_summary_load(PG_GETARG_VINTAGE_SUMMARY_P(0));

    PG_RETURN_CSTRING(lfpg_vintage_summary_to_text(&v));
}

PG_FUNCTION_INFO_V1(loanfin_vintage_summary_to_jsonb);
Datum
loanfin_vintage_summary_to_jsonb(PG_FUNCTION_ARGS)
{
    LfVintage v = lfpg_vintage_summary_load(PG_GETARG_VINTAGE_SUMMARY_P(0));

    return DirectFunctionCall1(jsonb_in, CStringGetDatum(lfpg_vintage_summary_to_text(&v)));
}

PG_FUNCTION_INFO_V1(loanfin_vintage_summary_from_jsonb);
Datum
loanfin_vintage_summary_from_jsonb(PG_FUNCTION_ARGS)
{
    char *text = DatumGetCString(DirectFunctionCall1(jsonb_out, PG_GETARG_DATUM(0)));
    LfFault why = {LF_OK};
    VintageSummary *value = lfpg_vintage_summary_from_text(text, &why);

    lfpg_check(why.status, &why);
    PG_RETURN_VINTAGE_SUMMARY_P(value);
}

/* The summary in what is left of a message. */
static LfVintage
receive(StringInfo buf)
{
    int length = buf->len - buf->cursor;

    return lfpg_vintage_summary_read((const uint8_t *)pq_getmsgbytes(buf, length), (size_t)length);
}

static bytea *
send_summary(VintageSummary *value)
{
    StringInfoData buf;

    pq_begintypsend(&buf);
    pq_sendbytes(&buf, VARDATA_ANY(value), (int)VARSIZE_ANY_EXHDR(value));
    return pq_endtypsend(&buf);
}

PG_FUNCTION_INFO_V1(loanfin_vintage_summary_recv);
Datum
loanfin_vintage_summary_recv(PG_FUNCTION_ARGS)
{
    LfVintage v = receive((StringInfo)PG_GETARG_POINTER(0));

    PG_RETURN_VINTAGE_SUMMARY_P(lfpg_vintage_summary_store(&v));
}

PG_FUNCTION_INFO_V1(loanfin_vintage_summary_send);
Datum
loanfin_vintage_summary_send(PG_FUNCTION_ARGS)
{
    PG_RETURN_BYTEA_P(send_summary(PG_GETARG_VINTAGE_SUMMARY_P(0)));
}

LFPG_BYTE_OPS(vintage_summary, lfpg_stored_bytes)

static LfVintageState *
receive_state(StringInfo buf)
{
    LfVintage v = receive(buf);

    return lfpg_vintage_state_merge(lfpg_vintage_state_new(v.head.rule), &v);
}

static bytea *
send_state(const LfVintageState *state)
{
    return send_summary(lfpg_vintage_state_summary(state));
}

PG_FUNCTION_INFO_V1(loanfin_vintage_summary_state_recv);
Datum
loanfin_vintage_summary_state_recv(PG_FUNCTION_ARGS)
{
    PG_RETURN_POINTER(receive_state((StringInfo)PG_GETARG_POINTER(0)));
}

PG_FUNCTION_INFO_V1(loanfin_vintage_summary_state_send);
Datum
loanfin_vintage_summary_state_send(PG_FUNCTION_ARGS)
{
    PG_RETURN_BYTEA_P(send_state(DatumGetVintageStateP(PG_GETARG_DATUM(0))));
}

PG_FUNCTION_INFO_V1(loanfin_vintage_summary_state_out);
Datum
loanfin_vintage_summary_state_out(PG_FUNCTION_ARGS)
{
    PG_RETURN_CSTRING(lfpg_state_to_text(send_state(DatumGetVintageStateP(PG_GETARG_DATUM(0)))));
}

PG_FUNCTION_INFO_V1(loanfin_vintage_summary_state_in);
Datum
loanfin_vintage_summary_state_in(PG_FUNCTION_ARGS)
{
    StringInfoData buf;

    lfpg_state_from_text(PG_GETARG_CSTRING(0), "vintage_summary_state", &buf);
    PG_RETURN_POINTER(receive_state(&buf));
}
