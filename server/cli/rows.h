/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a command answers: rows of columns, shown aligned to a person and as JSON to a
 * program.  Text from the database is shown through txt_show(), so that no stored
 * escape sequence reaches the admin's terminal.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cell {
	CELL_TEXT,
	CELL_NUMBER,
	CELL_TIME, /* Unix seconds, 0: never */
	CELL_YESNO,
};

struct column {
	const char *key;   /* in JSON */
	const char *title; /* N_() msgid */
	enum cell kind;
};

struct rows;

/* columns lives as long as the rows. */
struct rows *rows_new(const struct column *columns, size_t count);
void rows_free(struct rows *t);

/* The next cell, from left to right, row after row. */
void rows_text(struct rows *t, const char *text);
void rows_number(struct rows *t, int64_t number);

/* A number as it came in text: what is none counts as 0. */
void rows_read(struct rows *t, const char *text);

size_t rows_count(const struct rows *t);

/* A table of all rows, or a JSON array of objects, on standard output. */
void rows_print(const struct rows *t, bool json);

/* The first row only, one line a column, or one JSON object. */
void rows_print_one(const struct rows *t, bool json);
