/*
 * Tables that count: open hashing with a linear search.
 */
#include "core/scoring/table.h"

#include <string.h>

/* A place of `places`, from the high bits of a multiplicative hash. */
static int32_t
place_of(uint64_t hash, int32_t places)
{
    return (int32_t)(((hash * UINT64_C(0x9e3779b97f4a7c15)) >> 32) * (uint64_t)places >> 32);
}

LfOutcome *
lf_score_table_at(LfScoreTable *t, int32_t score)
{
    int32_t i = place_of((uint32_t)score, t->places);

    for (; t->index[i] != 0; i = i + 1 == t->places ? 0 : i + 1) {
        LfScoreRow *row = &t->row[t->index[i] - 1];

        if (row->score == score)
            return &row->of;
    }
    if (t->count == t->room)
        return NULL;
    t->row[t->count] = (LfScoreRow){.score = score};
    t->index[i] = ++t->count;
    return &t->row[t->count - 1].of;
}

/* FNV-1a. */
static uint64_t
hash_name(const char *name, int32_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) + (uint64_t)(uint32_t)length;

    for (int32_t i = 0; i < length; i++)
        hash = (hash ^ (uint8_t)name[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static bool
is_bin(const LfBinTable *t, const LfBinSlot *slot, const char *name, int32_t length)
{
    return slot->length == length &&
           (length <= 0 || memcmp(t->names + slot->offset, name, (size_t)length) == 0);
}

LfOutcome *
lf_bin_table_at(LfBinTable *t, const char *name, int32_t length)
{
    int32_t i = place_of(hash_name(name, length), t->places);
    LfBinSlot *slot;

    for (; t->index[i] != 0; i = i + 1 == t->places ? 0 : i + 1) {
        slot = &t->slot[t->index[i] - 1];
        if (is_bin(t, slot, name, length))
            return &slot->of;
    }
    if (t->count == t->room || (length > 0 && length > t->names_room - t->names_used))
        return NULL;
    slot = &t->slot[t->count];
    *slot = (LfBinSlot){.offset = t->names_used, .length = length};
    if (length > 0) {
        memcpy(t->names + t->names_used, name, (size_t)length);
        t->names_used += length;
    }
    t->index[i] = ++t->count;
    return &slot->of;
}
