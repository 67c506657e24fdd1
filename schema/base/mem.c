/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "schema/base/mem.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define STACK_LEFT ((uintptr_t)4096)         /* below us: what madvise() itself may use */
#define STACK_LOOKED_AT ((uintptr_t)1 << 18) /* nothing of ours reaches deeper */

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

/*
 * Below the stack the kernel leaves a gap of 256 pages, so that nothing else can be in
 * reach; the part that was never touched is passed over (madvise() says ENOMEM then).
 */
static void give_stack_back(void)
{
#ifndef AMPARO_SANITIZERS
	const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	const uintptr_t here = (uintptr_t)__builtin_frame_address(0);
	const uintptr_t end = (here - STACK_LEFT) / page * page;

	(void)madvise((void *)(end - STACK_LOOKED_AT), STACK_LOOKED_AT, MADV_DONTNEED);
#endif
}

void mem_rest(void)
{
	malloc_trim(0);
	give_stack_back();
}
