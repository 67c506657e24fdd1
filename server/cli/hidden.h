/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what nobody may see while it is typed. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/*
 * One line of standard input into out, without its line end; at a terminal question is
 * asked and nothing is shown.  False if there is no line.
 */
bool hidden_read(const char *question, char *out, size_t size);
