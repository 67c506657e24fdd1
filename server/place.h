/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the parts of Amparo lie: where "make install" put them, or, for a program
 * that runs from the build tree, beside it.
 */
#pragma once

#include <stddef.h>

/* Absolute path of the running program into out; "" if it cannot be known. */
void place_self(char *out, size_t size);

/* Directory of amparo-ssh and amparo-tui into out. */
void place_programs(char *out, size_t size);

/* Directory of the catalogues into out; returns out. */
char *place_locale(char *out, size_t size);
