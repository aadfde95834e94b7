/*
 * loanfin_fuzz(type, samples text[], readers oid[], seed, runs): hands forged
 * text, forged binary and forged stored bytes of a type to its functions, and
 * counts what became of them.
 *
 * A forgery is refused with a proper error, or it is accepted; then its text
 * and its binary form must give the very same bytes back, and every reader
 * answers or refuses.  Whatever else happens is an error that quotes the
 * forgery; the sanitizers this is compiled with end the server.  Inputs lie at
 * the very end of a page, before one that may not be read.
 */
#include "postgres.h"

#include <sys/mman.h>
#include <unistd.h>

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "mutate.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

PG_MODULE_MAGIC;

#define MAX_OUTCOMES 128
#define MAX_SAMPLES 1024
#define MAX_READERS 256

/* More than a step takes of the stack. */
#define STACK_BELOW ((size_t)1 << 20)

/* The sanitizers cannot read the environment of a server process, which keeps
 * its title there.  Errors leave by longjmp: of frames so left, newer sanitizers
 * would look through all, again and again. */
extern PGDLLEXPORT const char *__asan_default_options(void);
extern PGDLLEXPORT const char *__ubsan_default_options(void);

const char *
__asan_default_options(void)
{
    return "verify_asan_link_order=0:detect_leaks=0:detect_stack_use_after_return=0";
}

const char *
__ubsan_default_options(void)
{
    return "print_stacktrace=1";
}

typedef enum FuzzKind {
    KIND_TEXT,
    KIND_BINARY,
    KIND_STORED,
    KINDS
} FuzzKind;

static const char *const kind_names[KINDS] = {"text", "binary", "stored"};

typedef struct FuzzOutcome {
    FuzzKind kind;
    const char *step;
    int sqlstate; /* 0: it went well */
    int64 count;
} FuzzOutcome;

typedef struct FuzzReader {
    FmgrInfo function;
    int arguments;
    Oid types[FUNC_MAX_ARGS];
} FuzzReader;

typedef struct FuzzType {
    Oid type, in_param;
    int16 length;
    bool by_value;
    size_t alignment;
    FmgrInfo in, out, recv, send;
    int readers;
    FuzzReader reader[MAX_READERS];
    int outcomes;
    FuzzOutcome outcome[MAX_OUTCOMES];
} FuzzType;

/* What one run is about, for the message of a failure. */
typedef struct FuzzRun {
    FuzzType *type;
    FuzzKind kind;
    FuzzBytes bytes;
    char *guard;
} FuzzRun;

typedef Datum (*FuzzStep)(FuzzRun *run, Datum value);

static void
count_outcome(FuzzType *t, FuzzKind kind, const char *step, int sqlstate)
{
    for (int i = 0; i < t->outcomes; i++) {
        FuzzOutcome *o = &t->outcome[i];

        if (o->kind == kind && o->sqlstate == sqlstate && strcmp(o->step, step) == 0) {
            o->count++;
            return;
        }
    }
    if (t->outcomes == MAX_OUTCOMES)
        elog(ERROR, "more than %d kinds of outcome", MAX_OUTCOMES);
    t->outcome[t->outcomes++] = (FuzzOutcome){kind, step, sqlstate, 1};
}

static char *
quoted(const FuzzRun *run)
{
    StringInfoData text;

    initStringInfo(&text);
    for (size_t i = 0; i < run->bytes.length && i < 2000; i++)
        appendStringInfo(&text, "%02x", run->bytes.data[i]);
    return text.data;
}

static _Noreturn void
fail(const FuzzRun *run, const char *what)
{
    ereport(ERROR, (errcode(ERRCODE_ASSERT_FAILURE),
                    errmsg("%s: forged %s: %s", format_type_be(run->type->type),
                           kind_names[run->kind], what),
                    errdetail("The bytes are \\x%s.", quoted(run))));
}

/* An internal error is a bug for any forgery; stored bytes alone may be
 * called corrupt; nothing may ask for all the memory. */
static bool
is_proper(FuzzKind kind, int sqlstate)
{
    return sqlstate != ERRCODE_INTERNAL_ERROR && sqlstate != ERRCODE_OUT_OF_MEMORY &&
           (sqlstate != ERRCODE_DATA_CORRUPTED || kind == KIND_STORED);
}

/* An error jumps over frames whose borders AddressSanitizer marked, and the
 * server's jump, bound before the sanitizer came, does not unmark them. */
static void
forget_frames(void)
{
#ifdef __SANITIZE_ADDRESS__
    char *here = __builtin_frame_address(0);

    __asan_unpoison_memory_region(here - STACK_BELOW, STACK_BELOW);
#endif
}

/* Runs a step; false where it raised an error, which is counted. */
static bool
attempt(FuzzRun *run, const char *name, FuzzStep step, Datum value, Datum *result)
{
    MemoryContext context = CurrentMemoryContext;
    volatile int sqlstate = 0;
    ErrorData *volatile error = NULL;

    PG_TRY();
    {
        Datum answer = step(run, value);

        if (result != NULL)
            *result = answer;
    }
    PG_CATCH();
    {
        forget_frames();
        MemoryContextSwitchTo(context);
        error = CopyErrorData();
        FlushErrorState();
        sqlstate = error->sqlerrcode;
    }
    PG_END_TRY();
    if (error != NULL && !is_proper(run->kind, sqlstate))
        fail(run, psprintf("%s: %s", name, error->message));
    count_outcome(run->type, run->kind, name, sqlstate);
    return sqlstate == 0;
}

/* Room for a page that may not be read, and the longest input before it. */
#define MAX_PAGE 65536

/* The place of an input: it ends where memory ends, but for its alignment. */
static char *
exact_chunk(FuzzRun *run, size_t size, size_t alignment)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);

    if (run->guard == NULL) {
        char *pages =
            mmap(NULL, 2 * MAX_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

        if (pages == MAP_FAILED || mprotect(pages + MAX_PAGE, page, PROT_NONE) != 0)
            elog(ERROR, "no guarded memory: %m");
        run->guard = pages + MAX_PAGE;
    }
    return run->guard - (size + alignment - 1) / alignment * alignment;
}

static Datum
read_text(FuzzRun *run, Datum ignored)
{
    char *text = exact_chunk(run, run->bytes.length + 1, 1);

    memcpy(text, run->bytes.data, run->bytes.length);
    text[run->bytes.length] = '\0';
    return InputFunctionCall(&run->type->in, text, run->type->in_param, -1);
}

static Datum
read_binary(FuzzRun *run, Datum ignored)
{
    StringInfoData message;
    Datum value;

    message.data = exact_chunk(run, run->bytes.length, 1);
    memcpy(message.data, run->bytes.data, run->bytes.length);
    message.len = message.maxlen = (int)run->bytes.length;
    message.cursor = 0;
    value = ReceiveFunctionCall(&run->type->recv, &message, run->type->in_param, -1);
    if (message.cursor != message.len)
        ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
                        errmsg("bytes are left behind the value")));
    return value;
}

static Datum
write_text(FuzzRun *run, Datum value)
{
    return CStringGetDatum(OutputFunctionCall(&run->type->out, value));
}

static Datum
write_binary(FuzzRun *run, Datum value)
{
    return PointerGetDatum(SendFunctionCall(&run->type->send, value));
}

/* A constant for an argument that is not the value itself. */
static Datum
argument(Oid type, bool *known)
{
    const char *text = NULL;
    Oid in, param;

    switch (type) {
    case INT4OID:
    case INT8OID:
    case NUMERICOID:
    case FLOAT8OID:
        text = "1";
        break;
    case BOOLOID:
        text = "true";
        break;
    case DATEOID:
        text = "2024-06-15";
        break;
    case INTERVALOID:
        text = "1 month";
        break;
    case DATERANGEOID:
        text = "[2024-03-01,2025-03-01)";
        break;
    case TEXTOID:
        text = "amount";
        break;
    }
    *known = text != NULL;
    if (text == NULL)
        return (Datum)0;
    getTypeInputInfo(type, &in, &param);
    return OidInputFunctionCall(in, (char *)text, param, -1);
}

static Datum
read_all(FuzzRun *run, FuzzReader *reader, Datum value)
{
    LOCAL_FCINFO(fcinfo, FUNC_MAX_ARGS);

    InitFunctionCallInfoData(*fcinfo, &reader->function, reader->arguments, InvalidOid, NULL, NULL);
    for (int i = 0; i < reader->arguments; i++) {
        bool known = true;

        fcinfo->args[i].value =
            reader->types[i] == run->type->type ? value : argument(reader->types[i], &known);
        fcinfo->args[i].isnull = !known;
        if (!known && reader->function.fn_strict)
            return (Datum)0;
    }
    return FunctionCallInvoke(fcinfo);
}

static FuzzReader *current_reader;

static Datum
read_by_reader(FuzzRun *run, Datum value)
{
    return read_all(run, current_reader, value);
}

static void
run_readers(FuzzRun *run, Datum value)
{
    for (int i = 0; i < run->type->readers; i++) {
        current_reader = &run->type->reader[i];
        attempt(run, "reader", read_by_reader, value, NULL);
    }
}

/* Whether a value read from a text prints it: a weighted summary of scores has a count of rows
 * that its text does not tell. */
static bool
prints(FuzzType *t, Datum value, Datum text)
{
    return strcmp(format_type_be(t->type), "score_summary") == 0 &&
           strcmp(OutputFunctionCall(&t->out, value), DatumGetCString(text)) == 0;
}

/* An accepted value is a fixed point of both its forms. */
static void
check_accepted(FuzzRun *run, Datum value)
{
    FuzzType *t = run->type;
    FuzzBytes forged;
    Datum text, binary, again;

    fuzz_copy(&forged, run->bytes.data, run->bytes.length);
    if (!attempt(run, "out", write_text, value, &text) ||
        !attempt(run, "send", write_binary, value, &binary))
        fail(run, "an accepted value cannot be written");
    fuzz_copy(&run->bytes, DatumGetCString(text), strlen(DatumGetCString(text)));
    if (strlen(DatumGetCString(text)) < FUZZ_MAX_BYTES &&
        (!attempt(run, "in again", read_text, (Datum)0, &again) ||
         !(datumIsEqual(value, again, t->by_value, t->length) || prints(t, again, text))))
        fail(run, "the text of an accepted value is not its own");
    fuzz_copy(&run->bytes, VARDATA_ANY(DatumGetPointer(binary)),
              VARSIZE_ANY_EXHDR(DatumGetPointer(binary)));
    if (VARSIZE_ANY_EXHDR(DatumGetPointer(binary)) <= FUZZ_MAX_BYTES &&
        (!attempt(run, "recv again", read_binary, (Datum)0, &again) ||
         !datumIsEqual(value, again, t->by_value, t->length)))
        fail(run, "the binary form of an accepted value is not its own");
    fuzz_copy(&run->bytes, forged.data, forged.length);
}

/* A stored value as the server may hand it over: 4-byte header or, where it is
 * short, 1-byte header at any address. */
static Datum
stored_value(FuzzRun *run, bool packed)
{
    size_t length = run->bytes.length;
    char *chunk;

    if (packed && length + VARHDRSZ_SHORT <= VARATT_SHORT_MAX) {
        chunk = exact_chunk(run, VARHDRSZ_SHORT + length, 1);
        SET_VARSIZE_SHORT(chunk, VARHDRSZ_SHORT + length);
        memcpy(chunk + VARHDRSZ_SHORT, run->bytes.data, length);
    } else {
        chunk = exact_chunk(run, length + VARHDRSZ, run->type->alignment);
        SET_VARSIZE(chunk, length + VARHDRSZ);
        memcpy(chunk + VARHDRSZ, run->bytes.data, length);
    }
    return PointerGetDatum(chunk);
}

static void
forge_text(FuzzRun *run, const FuzzBytes *sample, const FuzzBytes *other, uint64 *state)
{
    Datum value;

    fuzz_copy(&run->bytes, sample->data, sample->length);
    fuzz_mutate_text(&run->bytes, other, state);
    if (attempt(run, "in", read_text, (Datum)0, &value)) {
        check_accepted(run, value);
        run_readers(run, value);
    }
}

static void
forge_binary(FuzzRun *run, const FuzzBytes *sample, const FuzzBytes *other, uint64 *state)
{
    Datum value;

    fuzz_copy(&run->bytes, sample->data, sample->length);
    fuzz_mutate_binary(&run->bytes, other, state);
    if (attempt(run, "recv", read_binary, (Datum)0, &value)) {
        check_accepted(run, value);
        run_readers(run, value);
    }
}

static void
forge_stored(FuzzRun *run, const FuzzBytes *sample, const FuzzBytes *other, uint64 *state)
{
    Datum value;

    fuzz_copy(&run->bytes, sample->data, sample->length);
    /* one in eight is left sound: its packed form must read as well */
    if (fuzz_below(state, 8) > 0)
        fuzz_mutate_binary(&run->bytes, other, state);
    value = stored_value(run, fuzz_below(state, 2) > 0);
    attempt(run, "out", write_text, value, NULL);
    attempt(run, "send", write_binary, value, NULL);
    run_readers(run, value);
}

static void
prepare_type(FuzzType *t, Oid type, ArrayType *readers)
{
    Oid function, ignored;
    bool is_varlena;
    char align;
    Datum *oids;
    int count;

    t->type = type;
    get_typlenbyvalalign(type, &t->length, &t->by_value, &align);
    t->alignment = align == TYPALIGN_DOUBLE ? sizeof(double) : sizeof(int32);
    getTypeInputInfo(type, &function, &t->in_param);
    fmgr_info(function, &t->in);
    getTypeOutputInfo(type, &function, &is_varlena);
    fmgr_info(function, &t->out);
    getTypeBinaryInputInfo(type, &function, &ignored);
    fmgr_info(function, &t->recv);
    getTypeBinaryOutputInfo(type, &function, &is_varlena);
    fmgr_info(function, &t->send);
    deconstruct_array(readers, OIDOID, sizeof(Oid), true, TYPALIGN_INT, &oids, NULL, &count);
    for (t->readers = 0; t->readers < count && t->readers < MAX_READERS; t->readers++) {
        FuzzReader *reader = &t->reader[t->readers];
        Oid *types;

        fmgr_info(DatumGetObjectId(oids[t->readers]), &reader->function);
        get_func_signature(DatumGetObjectId(oids[t->readers]), &types, &reader->arguments);
        memcpy(reader->types, types, (size_t)reader->arguments * sizeof(Oid));
    }
}

/* The sound values in their three forms: texts[kind][sample]. */
static int
prepare_samples(FuzzType *t, ArrayType *samples, FuzzBytes *forms[KINDS])
{
    Datum *texts;
    int count;

    deconstruct_array(samples, TEXTOID, -1, false, TYPALIGN_INT, &texts, NULL, &count);
    if (count < 1 || count > MAX_SAMPLES)
        elog(ERROR, "%d samples", count);
    for (int kind = 0; kind < KINDS; kind++)
        forms[kind] = MemoryContextAllocHuge(CurrentMemoryContext, count * sizeof(FuzzBytes));
    for (int i = 0; i < count; i++) {
        char *form = TextDatumGetCString(texts[i]);
        Datum value = InputFunctionCall(&t->in, form, t->in_param, -1);
        bytea *binary = SendFunctionCall(&t->send, value);

        fuzz_copy(&forms[KIND_TEXT][i], form, strlen(form));
        fuzz_copy(&forms[KIND_BINARY][i], VARDATA_ANY(binary), VARSIZE_ANY_EXHDR(binary));
        if (t->length == -1) {
            void *stored = PG_DETOAST_DATUM_PACKED(value);

            fuzz_copy(&forms[KIND_STORED][i], VARDATA_ANY(stored), VARSIZE_ANY_EXHDR(stored));
        }
    }
    return count;
}

static void
forge(FuzzRun *run, FuzzBytes *forms[KINDS], int count, uint64 *state)
{
    int kinds = run->type->length == -1 ? KINDS : KIND_STORED;
    const FuzzBytes *sample, *other;

    run->kind = (FuzzKind)fuzz_below(state, (uint32)kinds);
    sample = &forms[run->kind][fuzz_below(state, (uint32)count)];
    other = &forms[run->kind][fuzz_below(state, (uint32)count)];
    switch (run->kind) {
    case KIND_TEXT:
        forge_text(run, sample, other, state);
        break;
    case KIND_BINARY:
        forge_binary(run, sample, other, state);
        break;
    default:
        forge_stored(run, sample, other, state);
    }
}

static Datum
outcome_row(ReturnSetInfo *result, const FuzzOutcome *o)
{
    Datum values[4] = {CStringGetTextDatum(kind_names[o->kind]), CStringGetTextDatum(o->step),
                       CStringGetTextDatum(o->sqlstate ? unpack_sql_state(o->sqlstate) : "ok"),
                       Int64GetDatum(o->count)};
    bool nulls[4] = {false};

    tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
    return (Datum)0;
}

PG_FUNCTION_INFO_V1(loanfin_fuzz);
Datum
loanfin_fuzz(PG_FUNCTION_ARGS)
{
    FuzzType *t = palloc0(sizeof(FuzzType));
    FuzzRun *run = palloc0(sizeof(FuzzRun));
    uint64 state = (uint64)PG_GETARG_INT64(3);
    int64 runs = PG_GETARG_INT64(4);
    FuzzBytes *forms[KINDS];
    MemoryContext own, scratch;
    int count;

    InitMaterializedSRF(fcinfo, 0);
    prepare_type(t, PG_GETARG_OID(0), PG_GETARG_ARRAYTYPE_P(2));
    count = prepare_samples(t, PG_GETARG_ARRAYTYPE_P(1), forms);
    run->type = t;
    scratch = AllocSetContextCreate(CurrentMemoryContext, "fuzz", ALLOCSET_DEFAULT_SIZES);
    own = MemoryContextSwitchTo(scratch);
    for (int64 i = 0; i < runs; i++) {
        forge(run, forms, count, &state);
        MemoryContextReset(scratch);
        CHECK_FOR_INTERRUPTS();
    }
    MemoryContextSwitchTo(own);
    for (int i = 0; i < t->outcomes; i++)
        outcome_row((ReturnSetInfo *)fcinfo->resultinfo, &t->outcome[i]);
    if (run->guard != NULL)
        munmap(run->guard - MAX_PAGE, 2 * MAX_PAGE);
    return (Datum)0;
}
