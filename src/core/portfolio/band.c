/*
 * Band: labels and limits of the days-past-due bands.
 */
#include "core/portfolio/band.h"

#include "core/base/keyword.h"

static const char *const labels[LF_BANDS] = {"0",       "1-30",    "31-60",   "61-90", "91-120",
                                             "121-180", "181-270", "271-360", ">360"};

static const char *const labels_zh[LF_BANDS] = {
    "未逾期",        "逾期1-30天",    "逾期31-60天",   "逾期61-90天",   "逾期91-120天",
    "逾期121-180天", "逾期181-270天", "逾期271-360天", "逾期360天以上",
};

#define NUMBER(limit) limit,
#define WORD(limit) ", " #limit

static const int32_t limits[LF_BANDS - 1] = {LF_BAND_LIMITS(NUMBER)};
static const char band_limits[] = LF_BAND_LIMITS(WORD), line_limits[] = LF_LINE_LIMITS(WORD);

int32_t
lf_band_limit(int rank)
{
    return limits[rank - 1];
}

const char *
lf_band_label(int rank)
{
    return labels[rank];
}

const char *
lf_band_label_zh(int rank)
{
    return labels_zh[rank];
}

int
lf_band_parse(const char *text, size_t len)
{
    static const LfKeywords bands = {.words = labels, .count = LF_BANDS};

    return lf_keyword_exact(&bands, (LfText){text, len});
}

/* The index of a limit among the first `count`; words begin with a comma. */
static lf_status
find_limit(int64_t over_days, int count, const char *words, int *index, LfFault *why)
{
    for (int i = 0; i < count; i++) {
        if (limits[i] == over_days) {
            *index = i;
            return LF_OK;
        }
    }
    return LF_REFUSE(why, LF_ERR_OVER_DAYS, .text2 = lf_text(words + strlen(", ")), .a = over_days);
}

lf_status
lf_line_over(int64_t over_days, int *line, LfFault *why)
{
    return find_limit(over_days, LF_LINES, line_limits, line, why);
}

lf_status
lf_band_over(int64_t over_days, int *rank, LfFault *why)
{
    lf_status status = find_limit(over_days, LF_BANDS - 1, band_limits, rank, why);

    if (status == LF_OK)
        ++*rank;
    return status;
}
