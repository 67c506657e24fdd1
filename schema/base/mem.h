/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory that is there or ends the process.
 *
 * Lengths from outside are capped before anything is allocated, so a small
 * allocation that fails means the machine is out of memory: the process ends,
 * its parent starts it again, and drafts are on disk.
 */
#pragma once

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Zeroed memory for count items of size bytes; never NULL.  Free with free(). */
void *mem_new(size_t count, size_t size) __attribute__((malloc, returns_nonnull));

/* Like realloc(), but never NULL; p may be NULL. */
void *mem_resize(void *p, size_t size) __attribute__((returns_nonnull));

/* A copy of the string s on the heap; never NULL. */
char *mem_dup(const char *s) __attribute__((malloc, returns_nonnull));

/*
 * Nothing is to be done for a while: pages that are wholly free go back to the system,
 * those of the heap and those of the stack below the caller, which a deep call has left.
 */
void mem_rest(void);
