/*
 * Applicants of a scorecard: cards and columns looked up once a query, values
 * from columns and from JSON.
 */
#include "postgres.h"

#include "pg/scorecard/applicant.h"

#include <math.h>

#include "access/htup_details.h"
#include "access/tupdesc.h"
#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/numeric.h"
#include "utils/typcache.h"

#include "core/text/cursor.h"
#include "pg/common/date.h"
#include "pg/common/entry.h"
#include "pg/common/error.h"
#include "pg/common/numeric.h"
#include "pg/scorecard/card.h"

/* Where a characteristic lies in a row. */
typedef struct Column {
    int attribute; /* from 0; -1: absent */
    Oid type;      /* a base type; InvalidOid stands for any enum */
} Column;

struct LfApplicant {
    MemoryContext context; /* of all below */
    Datum raw;             /* the card as it was stored */
    Size raw_size;
    bool constant;
    LfCard *card;
    MemoryContext card_context;
    /* rows */
    Oid row_type;
    int32 row_typmod;
    TypeCacheEntry *entry; /* of a named row type */
    uint64 identifier;
    TupleDesc desc;
    Column column[LF_MAX_CHARACTERISTICS];
    Datum *value;
    bool *is_null;
    /* JSON */
    JsonbContainer *object;
};

static bool
is_same_card(const LfApplicant *a, Datum card)
{
    const char *bytes = DatumGetPointer(card);

    return a->card != NULL &&
           (a->constant || (VARSIZE_ANY(bytes) == a->raw_size &&
                            memcmp(bytes, DatumGetPointer(a->raw), a->raw_size) == 0));
}

/* Reads the card again; what was looked up for the one before goes with it. */
static void
read_card(LfApplicant *a, Datum card)
{
    MemoryContext old;

    if (a->card_context != NULL)
        MemoryContextDelete(a->card_context);
    a->card = NULL;
    a->desc = NULL;
    a->card_context = AllocSetContextCreate(a->context, "scorecard", ALLOCSET_SMALL_SIZES);
    old = MemoryContextSwitchTo(a->card_context);
    a->raw_size = VARSIZE_ANY(DatumGetPointer(card));
    a->raw = PointerGetDatum(memcpy(palloc(a->raw_size), DatumGetPointer(card), a->raw_size));
    a->card = lfpg_card_read(card);
    MemoryContextSwitchTo(old);
}

static LfApplicant *
kept(FunctionCallInfo fcinfo, bool keep)
{
    MemoryContext context = keep ? fcinfo->flinfo->fn_mcxt : CurrentMemoryContext;
    LfApplicant *a = keep ? fcinfo->flinfo->fn_extra : NULL;

    if (a == NULL) {
        a = MemoryContextAllocZero(context, sizeof(LfApplicant));
        a->context = context;
        a->constant = lfpg_arg_is_constant(fcinfo, 0);
        if (keep)
            fcinfo->flinfo->fn_extra = a;
    }
    if (!is_same_card(a, PG_GETARG_DATUM(0)))
        read_card(a, PG_GETARG_DATUM(0));
    return a;
}

const LfCard *
lfpg_card_argument(FunctionCallInfo fcinfo)
{
    return kept(fcinfo, true)->card;
}

const LfCard *
lfpg_applicant_card(const LfApplicant *a)
{
    return a->card;
}

static void
look_up_columns(LfApplicant *a)
{
    for (int32 i = 0; i < a->card->count; i++) {
        LfText name = a->card->characteristic[i].name;
        Column *column = &a->column[i];

        column->attribute = -1;
        for (int k = 0; k < a->desc->natts; k++) {
            Form_pg_attribute attribute = TupleDescAttr(a->desc, k);

            if (attribute->attisdropped || strlen(NameStr(attribute->attname)) != name.length ||
                memcmp(NameStr(attribute->attname), name.at, name.length) != 0)
                continue;
            column->attribute = k;
            column->type = getBaseType(attribute->atttypid);
            if (get_typtype(column->type) == TYPTYPE_ENUM)
                column->type = InvalidOid;
            break;
        }
    }
}

/* The descriptor is the one that the columns were looked up in. */
static bool
is_same_row(const LfApplicant *a, Oid type, int32 typmod)
{
    if (a->desc == NULL || a->row_type != type || a->row_typmod != typmod)
        return false;
    return a->entry == NULL ||
           (a->entry->tupDesc != NULL && a->entry->tupDesc_identifier == a->identifier);
}

static void
read_row_type(LfApplicant *a, Oid type, int32 typmod)
{
    MemoryContext old = MemoryContextSwitchTo(a->card_context);
    TupleDesc desc = lookup_rowtype_tupdesc(type, typmod);

    a->row_type = type;
    a->row_typmod = typmod;
    a->entry = NULL;
    if (type != RECORDOID) {
        a->entry = lookup_type_cache(type, TYPECACHE_TUPDESC);
        a->identifier = a->entry->tupDesc_identifier;
    }
    a->desc = CreateTupleDescCopy(desc);
    ReleaseTupleDesc(desc);
    a->value = palloc(sizeof(Datum) * (Size)Max(a->desc->natts, 1));
    a->is_null = palloc(sizeof(bool) * (Size)Max(a->desc->natts, 1));
    look_up_columns(a);
    MemoryContextSwitchTo(old);
}

static void
open_row(LfApplicant *a, HeapTupleHeader header)
{
    HeapTupleData tuple = {.t_data = header};
    Oid type = HeapTupleHeaderGetTypeId(header);
    int32 typmod = HeapTupleHeaderGetTypMod(header);

    if (unlikely(!is_same_row(a, type, typmod)))
        read_row_type(a, type, typmod);
    tuple.t_len = HeapTupleHeaderGetDatumLength(header);
    ItemPointerSetInvalid(&tuple.t_self);
    heap_deform_tuple(&tuple, a->desc, a->value, a->is_null);
    a->object = NULL;
}

LfApplicant *
lfpg_applicant(FunctionCallInfo fcinfo, bool keep)
{
    LfApplicant *a = kept(fcinfo, keep);

    if (get_fn_expr_argtype(fcinfo->flinfo, 1) == JSONBOID) {
        a->object = &PG_GETARG_JSONB_P(1)->root;
        if (!JsonContainerIsObject(a->object))
            LFPG_REFUSE(.status = LF_ERR_CARD_APPLICANT);
    } else
        open_row(a, PG_GETARG_HEAPTUPLEHEADER(1));
    return a;
}

static _Noreturn void
refuse_kind(const LfCharacteristic *c, const char *what)
{
    LFPG_REFUSE(LF_ERR_CARD_KIND, .text = c->name, .text2 = lf_text(what));
}

static _Noreturn void
refuse_nan(const LfCharacteristic *c)
{
    LFPG_REFUSE(LF_ERR_CARD_NAN, .text = c->name);
}

/* The shortest text of a number: no zeros at its end, no exponent. */
static char *
number_text(Datum numeric)
{
    return numeric_normalize(DatumGetNumeric(numeric));
}

static Datum
numeric_of_shortest(const char *digits)
{
    return DirectFunctionCall3(numeric_in, CStringGetDatum(digits), ObjectIdGetDatum(InvalidOid),
                               Int32GetDatum(-1));
}

/* The floor at 12 decimals of a numeric that has more, or is beyond 128 bits. */
static lf_int128
floor_of(const LfCharacteristic *c, Datum numeric)
{
    Datum scaled, one = lfpg_numeric_from_int64(LF_RATE_ONE, 0);
    lf_int128 floor;

    if (numeric_is_nan(DatumGetNumeric(numeric)))
        refuse_nan(c);
    scaled = DirectFunctionCall1(numeric_floor, DirectFunctionCall2(numeric_mul, numeric, one));
    if (lfpg_numeric_to_int128(scaled, 0, &floor) == LF_OK)
        return floor;
    return DatumGetBool(DirectFunctionCall2(numeric_gt, numeric, lfpg_numeric_from_int64(0, 0)))
               ? LF_INT128_MAX
               : LF_INT128_MIN;
}

/* A numeric for bins of numbers, or of texts. */
static LfCardValue
numeric_value(const LfCharacteristic *c, Datum numeric)
{
    LfCardValue v = {.kind = LF_CARD_NUMBER};
    lf_int128 number;

    if (!lf_characteristic_is_numeric(c)) {
        if (numeric_is_nan(DatumGetNumeric(numeric)))
            refuse_nan(c);
        return (LfCardValue){.kind = LF_CARD_TEXT, .text = lf_text(number_text(numeric))};
    }
    if (likely(lfpg_numeric_to_int128(numeric, LF_CARD_DECIMALS, &number) == LF_OK))
        v.number_e12 = number;
    else
        v.number_e12 = floor_of(c, numeric);
    return v;
}

static LfCardValue
integer_value(const LfCharacteristic *c, int64 number)
{
    char *text;

    if (lf_characteristic_is_numeric(c))
        return (LfCardValue){.kind = LF_CARD_NUMBER, .number_e12 = (lf_int128)number * LF_RATE_ONE};
    text = palloc(MAXINT8LEN + 1);
    pg_lltoa(number, text);
    return (LfCardValue){.kind = LF_CARD_TEXT, .text = lf_text(text)};
}

/* A float8 compares as the shortest decimal that it stands for, which is what comparing doubles
 * with the bound's double does. */
static LfCardValue
double_value(const LfCharacteristic *c, double number)
{
    char digits[DOUBLE_SHORTEST_DECIMAL_LEN];

    if (isnan(number))
        refuse_nan(c);
    if (lf_characteristic_is_numeric(c))
        return (LfCardValue){.kind = LF_CARD_DOUBLE, .real = number};
    double_to_shortest_decimal_buf(number, digits);
    return numeric_value(c, numeric_of_shortest(digits));
}

static LfCardValue
float_value(const LfCharacteristic *c, float number)
{
    char digits[FLOAT_SHORTEST_DECIMAL_LEN];

    if (isnan(number))
        refuse_nan(c);
    float_to_shortest_decimal_buf(number, digits);
    return numeric_value(c, numeric_of_shortest(digits));
}

static LfCardValue
text_value(const LfCharacteristic *c, const char *text, size_t length, const char *what)
{
    if (lf_characteristic_is_numeric(c))
        refuse_kind(c, what);
    return (LfCardValue){.kind = LF_CARD_TEXT, .text = {text, length}};
}

/* text, varchar; of char without the blanks at its end */
static LfCardValue
string_value(const LfCharacteristic *c, Datum value, bool padded)
{
    struct varlena *text = PG_DETOAST_DATUM_PACKED(value);
    size_t length = VARSIZE_ANY_EXHDR(text);

    while (padded && length > 0 && VARDATA_ANY(text)[length - 1] == ' ')
        length--;
    return text_value(c, VARDATA_ANY(text), length, "a text, not a number");
}

static LfCardValue
date_value(const LfCharacteristic *c, Datum value)
{
    char *text = palloc(LF_DATE_CHARS + 1);

    *lf_put_date(text, lfpg_date(DatumGetDateADT(value), "date")) = '\0';
    return text_value(c, text, strlen(text), "a date, not a number");
}

static LfCardValue
enum_value(const LfCharacteristic *c, Datum value)
{
    char *label = DatumGetCString(DirectFunctionCall1(enum_out, value));

    return text_value(c, label, strlen(label), "an enum, not a number");
}

static LfCardValue
bool_value(const LfCharacteristic *c, bool value)
{
    return text_value(c, value ? "true" : "false", value ? 4 : 5, "a boolean, not a number");
}

static LfCardValue
column_value(const LfApplicant *a, int32 i, const LfCharacteristic *c)
{
    const Column *column = &a->column[i];
    Datum value;

    if (column->attribute < 0)
        LFPG_REFUSE(LF_ERR_CARD_ABSENT, .text = c->name);
    if (a->is_null[column->attribute])
        return (LfCardValue){.kind = LF_CARD_NULL};
    value = a->value[column->attribute];
    switch (column->type) {
    case INT4OID:
        return integer_value(c, DatumGetInt32(value));
    case NUMERICOID:
        return numeric_value(c, PointerGetDatum(PG_DETOAST_DATUM(value)));
    case TEXTOID:
    case VARCHAROID:
        return string_value(c, value, false);
    case FLOAT8OID:
        return double_value(c, DatumGetFloat8(value));
    case INT8OID:
        return integer_value(c, DatumGetInt64(value));
    case INT2OID:
        return integer_value(c, DatumGetInt16(value));
    case FLOAT4OID:
        return float_value(c, DatumGetFloat4(value));
    case BOOLOID:
        return bool_value(c, DatumGetBool(value));
    case BPCHAROID:
        return string_value(c, value, true);
    case DATEOID:
        return date_value(c, value);
    case InvalidOid:
        return enum_value(c, value);
    default:
        refuse_kind(c, psprintf("of type %s, which no bin takes", format_type_be(column->type)));
    }
}

static LfCardValue
json_value(const LfApplicant *a, const LfCharacteristic *c)
{
    JsonbValue room,
        *v = getKeyJsonValueFromContainer(a->object, c->name.at, (int)c->name.length, &room);

    if (v == NULL)
        LFPG_REFUSE(LF_ERR_CARD_ABSENT, .text = c->name);
    switch (v->type) {
    case jbvNull:
        return (LfCardValue){.kind = LF_CARD_NULL};
    case jbvNumeric:
        return numeric_value(c, NumericGetDatum(v->val.numeric));
    case jbvString:
        return text_value(c, v->val.string.val, (size_t)v->val.string.len, "a text, not a number");
    case jbvBool:
        return bool_value(c, v->val.boolean);
    default:
        refuse_kind(c, "an object or an array");
    }
}

static LfCardValue
value_of(const LfApplicant *a, int32 i, const LfCharacteristic *c)
{
    return a->object != NULL ? json_value(a, c) : column_value(a, i, c);
}

bool
lfpg_applicant_text(LfApplicant *a, int32 i, Datum *shown)
{
    /* a characteristic without bins of numbers takes every value as a text */
    LfCharacteristic any = {.name = a->card->characteristic[i].name};
    LfCardValue v = value_of(a, i, &any);

    if (v.kind == LF_CARD_NULL)
        return false;
    *shown = PointerGetDatum(cstring_to_text_with_len(v.text.at, (int)v.text.length));
    return true;
}

static _Noreturn void
refuse_value(LfApplicant *a, int32 i)
{
    Datum shown;
    char *value = "a missing value";

    if (lfpg_applicant_text(a, i, &shown))
        value = psprintf("\"%s\"", TextDatumGetCString(shown));
    LFPG_REFUSE(LF_ERR_CARD_NO_BIN, .text = a->card->characteristic[i].name,
                .text2 = lf_text(value));
}

/* Bins of numbers: a whole number, or a numeric of at most 12 decimals; false: something else. */
static inline bool
find_number_bin(const LfCharacteristic *c, Oid type, Datum value, int32 *bin)
{
    lf_int128 number;

    if (type == NUMERICOID) {
        if (lfpg_numeric_to_int128(value, LF_CARD_DECIMALS, &number) != LF_OK)
            return false;
        *bin = lf_card_bin_of_number(c, number);
        return true;
    }
    if (type != INT4OID && type != INT8OID)
        return false;
    *bin = lf_card_bin_of_whole(c, type == INT4OID ? DatumGetInt32(value) : DatumGetInt64(value));
    return true;
}

/* Bins of texts: a text in the row itself; false: something else. */
static inline bool
find_text_bin(const LfCharacteristic *c, Oid type, Datum value, int32 *bin)
{
    const char *text = DatumGetPointer(value);

    if ((type != TEXTOID && type != VARCHAROID) ||
        (VARATT_IS_EXTENDED(text) && (!VARATT_IS_SHORT(text) || VARATT_IS_EXTERNAL(text))))
        return false;
    *bin = lf_card_bin_of_text(c, (LfText){VARDATA_ANY(text), VARSIZE_ANY_EXHDR(text)});
    return true;
}

/* The bin of a column of the common kinds, without a value in between; false: of another kind. */
static inline bool
find_column_bin(const LfApplicant *a, int32 i, const LfCharacteristic *c, int32 *bin)
{
    const Column *column = &a->column[i];
    Datum value;

    if (a->object != NULL || column->attribute < 0 || a->is_null[column->attribute])
        return false;
    value = a->value[column->attribute];
    return lf_characteristic_is_numeric(c) ? find_number_bin(c, column->type, value, bin)
                                           : find_text_bin(c, column->type, value, bin);
}

void
lfpg_applicant_bins(LfApplicant *a, int32 *bin)
{
    for (int32 i = 0; i < a->card->count; i++) {
        const LfCharacteristic *c = &a->card->characteristic[i];

        if (!find_column_bin(a, i, c, &bin[i])) {
            LfCardValue v = value_of(a, i, c);

            bin[i] = lf_card_bin(c, &v);
        }
        if (unlikely(bin[i] < 0))
            refuse_value(a, i);
    }
}
