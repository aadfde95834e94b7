/*
 * Loanfin: the module's magic block, and nothing else.
 *
 * Entry points are in src/pg, each in the file of its module; there is no _PG_init, no
 * hook, no setting: a result depends on its arguments only.
 */
#include "postgres.h"

#include "fmgr.h"

PG_MODULE_MAGIC;
