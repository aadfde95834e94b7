/*
 * Value: the entry points that every type has, made from what it brings.
 */
#include "postgres.h"

#include "pg/common/value.h"

#include "utils/fmgrprotos.h"
#include "utils/json.h"
#include "utils/jsonb.h"

Datum
lfpg_value_in(FunctionCallInfo fcinfo, const LfValueType *type)
{
    const char *text = PG_GETARG_CSTRING(0);
    LfFault why = {LF_OK};
    Datum value = type->from_text(text, &why);

    if (why.status != LF_OK) {
        lfpg_raise_soft(LFPG_ESCONTEXT(fcinfo), &why);
        PG_RETURN_NULL();
    }
    return value;
}

/* A fault found in a message is about the message, not about what is stored. */
Datum
lfpg_value_receive(StringInfo buf, const LfValueType *type)
{
    LfReader message = {buf, type->name};
    LfFault why = {LF_OK};
    Datum value = type->from_bytes(&message, &why);

    if (why.status == LF_ERR_CORRUPT)
        why.status = LF_ERR_BINARY;
    lfpg_check(why.status, &why);
    return value;
}

Datum
lfpg_value_send(FunctionCallInfo fcinfo, const LfValueType *type)
{
    Datum value = PG_GETARG_DATUM(0);
    StringInfoData message;
    struct varlena *stored;

    pq_begintypsend(&message);
    if (type->to_bytes != NULL)
        type->to_bytes(&message, value);
    else if (type->text_version != 0) {
        const char *text = type->to_text(value);

        pq_sendbyte(&message, type->text_version);
        pq_sendtext(&message, text, (int)strlen(text));
    } else {
        stored = PG_DETOAST_DATUM_PACKED(value);
        pq_sendbytes(&message, VARDATA_ANY(stored), (int)VARSIZE_ANY_EXHDR(stored));
    }
    PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

static char *
json_text(const LfValueType *type, Datum value)
{
    char *text = (type->to_json != NULL ? type->to_json : type->to_text)(value);
    StringInfoData quoted;

    if (!type->json_string || text[0] == '{')
        return text;
    initStringInfo(&quoted);
    escape_json(&quoted, text);
    return quoted.data;
}

Datum
lfpg_value_to_jsonb(FunctionCallInfo fcinfo, const LfValueType *type)
{
    return DirectFunctionCall1(jsonb_in, CStringGetDatum(json_text(type, PG_GETARG_DATUM(0))));
}

/* What to_jsonb(row), row_to_json and json_agg look for: without it they quote the text. */
Datum
lfpg_value_to_json(FunctionCallInfo fcinfo, const LfValueType *type)
{
    PG_RETURN_TEXT_P(cstring_to_text(json_text(type, PG_GETARG_DATUM(0))));
}

/* The text to read: of a string what is between its quotes; NULL for the JSON null. */
static char *
jsonb_text(const LfValueType *type, Jsonb *json)
{
    JsonbValue scalar;

    if (type->json_string && JsonbExtractScalar(&json->root, &scalar)) {
        if (scalar.type == jbvString)
            return pnstrdup(scalar.val.string.val, scalar.val.string.len);
        if (scalar.type == jbvNull)
            return NULL;
    }
    return JsonbToCString(NULL, &json->root, VARSIZE(json));
}

Datum
lfpg_value_from_jsonb(FunctionCallInfo fcinfo, const LfValueType *type)
{
    LfFault why = {LF_OK};
    char *text = jsonb_text(type, PG_GETARG_JSONB_P(0));
    Datum value;

    if (text == NULL)
        PG_RETURN_NULL();
    value = (type->from_json != NULL ? type->from_json : type->from_text)(text, &why);
    lfpg_check(why.status, &why);
    return value;
}

struct varlena *
lfpg_value_of_bytes(const uint8_t *bytes, Size length)
{
    struct varlena *value = palloc(VARHDRSZ + length);

    SET_VARSIZE(value, VARHDRSZ + length);
    memcpy(VARDATA(value), bytes, length);
    return value;
}

char *
lfpg_stored_text(Datum value)
{
    return TextDatumGetCString(value);
}

Datum
lfpg_text_from_bytes(LfReader *message, LfFault *why, Datum (*from_text)(const char *, LfFault *))
{
    int length;

    if (lfpg_read_u8(message) != LFPG_TEXT_VERSION)
        lfpg_read_fail(message, "the format version is unknown");
    return from_text(lfpg_read_text(message, &length), why);
}
