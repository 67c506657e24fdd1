/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amparo demo-data: an empty database filled with invented calls. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "schema/base/mem.h"
#include "schema/demo.h"
#include "server/cli/cli.h"
#include "server/cli/rows.h"
#include "server/text.h"

#define SEED 2004

static const struct column columns[] = {
	{ "calls", N_("Calls"), CELL_NUMBER },
	{ "seed", N_("Seed"), CELL_NUMBER },
};

/* Digits from least to most; usual if the option was not given, -1 if it is wrong. */
static int64_t read_number(
    const struct run *r, const char *name, int64_t usual, int64_t least, int64_t most)
{
	const char *given = run_option(r, name);
	char *end;
	int64_t n;

	if (given == NULL)
		return usual;
	n = strtoll(given, &end, 10);
	return end == given || *end != '\0' || n < least || n > most ? -1 : n;
}

static void show_progress(void *data, int64_t done, int64_t all)
{
	(void)data;
	fprintf(stderr, "\r%lld / %lld ", (long long)done, (long long)all);
}

int demo_data(struct run *r)
{
	const int64_t calls = read_number(r, "calls", 0, 1, DEMO_CALLS_MAX);
	const int64_t seed = read_number(r, "seed", SEED, 0, INT64_MAX);
	const bool terminal = isatty(STDERR_FILENO) != 0;
	const struct demo_plan plan = { .calls = calls,
		.seed = (uint64_t)seed,
		.with_today = calls == 0,
		.now = r->now,
		.progress = terminal ? show_progress : NULL };
	struct rows *t;
	enum err e;

	if (calls < 0)
		return run_say(EXIT_USAGE, _("The number of calls is 1 to 5000000."));
	if (seed < 0)
		return run_say(EXIT_USAGE, _("The seed is a number."));
	e = demo_fill(r->st, &r->actor, &plan);
	if (terminal)
		fputs("\r\033[K", stderr);
	if (e == AM_EXISTS)
		return run_say(EXIT_FAILED,
		    _("There are calls already: this is only for an empty database."));
	if (e != AM_OK)
		return run_fail(e, NULL);
	run_changed(r, TOPIC_CALL, 0);
	t = rows_new(columns, COUNT(columns));
	rows_number(t, calls != 0 ? calls : DEMO_CALLS + DEMO_TODAY);
	rows_number(t, seed);
	rows_print_one(t, r->json);
	rows_free(t);
	return EXIT_DONE;
}
