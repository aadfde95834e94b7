/*
 * Band: labels and limits of the days-past-due bands.
 *
 * The limits stand once more in lf_band_rank, where the compiler turns them
 * into comparisons without a branch; test/unit/test_band.c holds them together.
 * May know: base.
 */
#include "core/portfolio/band.h"

#include <string.h>

typedef struct Band {
    const char *label;
    int32_t over; /* days past due are more than this */
} Band;

static const Band bands[LF_BANDS] = {
    {"0", -1},        {"1-30", 0},      {"31-60", 30},    {"61-90", 60}, {"91-120", 90},
    {"121-180", 120}, {"181-270", 180}, {"271-360", 270}, {">360", 360},
};

static const char band_limits[] = "0, 30, 60, 90, 120, 180, 270, 360";

const char *
lf_band_label(int rank)
{
    return bands[rank].label;
}

int
lf_band_parse(const char *text, size_t len)
{
    for (int rank = 0; rank < LF_BANDS; rank++) {
        if (strlen(bands[rank].label) == len && memcmp(bands[rank].label, text, len) == 0)
            return rank;
    }
    return -1;
}

lf_status
lf_band_over(int32_t over_days, int *rank, LfFault *why)
{
    for (int i = 1; i < LF_BANDS; i++) {
        if (bands[i].over == over_days) {
            *rank = i;
            return LF_OK;
        }
    }
    return LF_REFUSE(why, LF_ERR_OVER_DAYS, .text2 = lf_text(band_limits), .a = over_days);
}
