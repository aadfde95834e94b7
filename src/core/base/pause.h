/*
 * Pause: what long work calls between its pieces, so that it can be stopped.
 *
 * Core does not use the server: a caller gives the function, or NULL.  It need not
 * return, because core has nothing to clean up.
 */
#ifndef LF_CORE_BASE_PAUSE_H
#define LF_CORE_BASE_PAUSE_H

#include <stddef.h>

typedef void (*LfPause)(void);

static inline void
lf_pause(LfPause pause)
{
    if (pause != NULL)
        pause();
}

#endif
