/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *need(void *p)
{
	if (p == NULL) {
		fputs("<2>out of memory\n", stderr);
		abort();
	}
	return p;
}

void *mem_new(size_t count, size_t size)
{
	return need(calloc(count > 0 ? count : 1, size > 0 ? size : 1));
}

void *mem_resize(void *p, size_t size)
{
	return need(realloc(p, size > 0 ? size : 1));
}

char *mem_dup(const char *s)
{
	return need(strdup(s));
}
