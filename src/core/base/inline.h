/*
 * Inline: functions that are always made part of their callers.
 *
 * For loops that constant arguments make short, and for steps taken for every
 * number of a column; all else is left to the compiler.
 */
#ifndef LF_CORE_BASE_INLINE_H
#define LF_CORE_BASE_INLINE_H

#define LF_ALWAYS_INLINE inline __attribute__((always_inline))

#endif
