/*
 * Chart: which mark is drawn for which part of a range.
 */
#include "core/chart/chart.h"

#include <float.h>

#define EIGHTHS 8
#define SHADES 4

static const char *const lower_blocks[EIGHTHS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
static const char *const lower_ascii[EIGHTHS] = {"_", ".", "-", ":", "=", "+", "*", "#"};
static const char *const left_blocks[EIGHTHS] = {"▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
static const char *const shades[SHADES + 1] = {"·", "░", "▒", "▓", "█"};
static const char *const shades_ascii[SHADES + 1] = {".", "-", "+", "*", "#"};

static char *
put(char *p, const char *mark)
{
    while (*mark != '\0')
        *p++ = *mark++;
    return p;
}

lf_status
lf_chart_count_check(int64_t count, LfFault *why)
{
    if (count > LF_MAX_CHART_VALUES)
        return LF_REFUSE(why, LF_ERR_LIMIT, .name = "values in one line", .a = count,
                         .c = LF_MAX_CHART_VALUES);
    return LF_OK;
}

bool
lf_chart_bounds(const double *values, size_t count, double *low, double *high)
{
    bool known = false;

    for (size_t i = 0; i < count; i++) {
        if (values[i] != values[i])
            continue;
        if (!known || values[i] < *low)
            *low = values[i];
        if (!known || values[i] > *high)
            *high = values[i];
        known = true;
    }
    return known;
}

/* The eighth of the range in which a value lies, 0 to 7; halves keep the differences finite. */
static int
eighth(double value, double low, double high)
{
    double part;

    if (value < low)
        return 0;
    if (value > high)
        return EIGHTHS - 1;
    if (!(low < high))
        return EIGHTHS / 2 - 1;
    part = (value / 2 - low / 2) / (high / 2 - low / 2) * EIGHTHS;
    return part < EIGHTHS - 1 ? (int)part : EIGHTHS - 1;
}

size_t
lf_chart_sparkline(const double *values, size_t count, double low, double high, bool ascii,
                   char *out)
{
    const char *const *marks = ascii ? lower_ascii : lower_blocks;
    char *p = out;

    for (size_t i = 0; i < count; i++)
        p = put(p, values[i] != values[i] ? " " : marks[eighth(values[i], low, high)]);
    return (size_t)(p - out);
}

/* value / max * steps, half up, from 1 to steps where value > 0. */
static int
steps_of(double value, double max, int steps)
{
    int n;

    if (!(value > 0.0 && max > 0.0))
        return 0;
    if (value >= max)
        return steps;
    /* the product first: it is exact where the numbers are small and whole */
    n = (int)((value < DBL_MAX / steps ? value * steps / max : value / max * steps) + 0.5);
    return n > 0 ? n : 1;
}

size_t
lf_chart_bar(double value, double max, int width, bool ascii, char *out)
{
    int steps = steps_of(value, max, ascii ? width : width * EIGHTHS);
    int whole = ascii ? steps : steps / EIGHTHS;
    char *p = out;

    for (int i = 0; i < whole; i++)
        p = put(p, ascii ? "#" : left_blocks[EIGHTHS - 1]);
    if (!ascii && steps % EIGHTHS > 0)
        p = put(p, left_blocks[steps % EIGHTHS - 1]);
    return (size_t)(p - out);
}

const char *
lf_chart_heat(double value, double max, bool ascii)
{
    const char *const *marks = ascii ? shades_ascii : shades;
    int shade = 0;

    if (value > 0.0 && max > 0.0)
        for (shade = 1; shade < SHADES && value > max / SHADES * shade; shade++)
            ;
    return marks[shade];
}
