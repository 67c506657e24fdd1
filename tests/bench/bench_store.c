/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long a saved call takes: the transaction that "Saved" waits for, with its
 * audit row and its index, in a fresh database in the directory given.
 *
 *   bench_store DIRECTORY COUNT
 *
 * Prints "open P50 P99" and "close P50 P99" in microseconds; tests/bench/bench.py
 * runs a bare insert beside it and prints the ratio.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call.h"
#include "schema/operator.h"
#include "schema/record.h"
#include "schema/store.h"

#define NOTE                                                                          \
	"La tia refiere que la adolescente salio de Nauta hace tres semanas con una " \
	"senora conocida del barrio para trabajar en un restaurante. Llamo una vez "  \
	"llorando, desde un numero prestado, y dijo que no la dejan salir."

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int by_value(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void print(const char *what, int64_t *us, size_t count)
{
	qsort(us, count, sizeof(*us), by_value);
	printf("%s %" PRId64 " %" PRId64 "\n", what, us[count / 2], us[count * 99 / 100]);
}

static enum err one_call(struct store *st, const struct actor *actor, struct record *rec,
    int64_t now, int64_t *open_us, int64_t *close_us)
{
	struct call call;
	const int64_t start = now_us();
	enum err e = call_new(st, actor, now, &call);
	const int64_t opened = now_us();

	if (e == AM_OK)
		e = call_close(st, actor, &call, rec, 0, now);
	*open_us = opened - start;
	*close_us = now_us() - opened;
	return e;
}

static enum err run(struct store *st, size_t count)
{
	const struct actor system = { .role = ROLE_SYSTEM, .name = "local:bench" };
	struct actor rosa = { .role = ROLE_OPERATOR, .name = "rosa" };
	struct record *rec = record_new(&call_form);
	int64_t *opens = mem_new(count, sizeof(*opens));
	int64_t *closes = mem_new(count, sizeof(*closes));
	enum err e = operator_add(
	    st, &system, "rosa", "Rosa", ROLE_OPERATOR, "es", 1, &rosa.operator_id);

	record_set_id(rec, "motive", "report");
	record_set_id(rec, "place_from", "PE16");
	record_set_id(rec, "dispo", "guide");
	record_set_id(rec, "notes", NOTE);
	for (size_t i = 0; e == AM_OK && i < count; i++)
		e = one_call(
		    st, &rosa, rec, 1000000000 + (int64_t)i, &opens[i], &closes[i]);
	if (e == AM_OK) {
		print("open", opens, count);
		print("close", closes, count);
	}
	free(opens);
	free(closes);
	record_free(rec);
	return e;
}

int main(int argc, char **argv)
{
	const size_t count = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
	struct store *st = NULL;
	struct buf path = { 0 };
	enum err e;

	if (count == 0) {
		fputs("usage: bench_store DIRECTORY COUNT\n", stderr);
		return 2;
	}
	buf_printf(&path, "%s/bench.db", argv[1]);
	e = store_open(buf_text(&path), STORE_MIGRATE, &st);
	if (e == AM_OK)
		e = run(st, count);
	if (e != AM_OK)
		fprintf(stderr, "bench_store: %s\n", err_name(e));
	store_close(st);
	buf_fini(&path);
	return e == AM_OK ? 0 : 1;
}
