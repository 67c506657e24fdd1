/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amparo queue: what an exchange's dialplan tells of who waits. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/mem.h"
#include "schema/queue.h"
#include "server/cli/cli.h"
#include "server/cli/rows.h"
#include "server/text.h"

/* Whole digits, -1 if it is something else. */
static int64_t read_digits(const char *text)
{
	char *end;
	const int64_t n = strtoll(text, &end, 10);

	return *text < '0' || *text > '9' || *end != '\0' ? -1 : n;
}

static const char *option_or_empty(const struct run *r, const char *name)
{
	const char *given = run_option(r, name);

	return given != NULL ? given : "";
}

/* Without --json the number and nothing else: a dialplan keeps it for "leave". */
static void print_row(const struct run *r, int64_t id)
{
	static const struct column columns[] = { { "row", "", CELL_NUMBER } };
	struct rows *t;

	if (!r->json) {
		printf("%lld\n", (long long)id);
		return;
	}
	t = rows_new(columns, COUNT(columns));
	rows_number(t, id);
	rows_print_one(t, true);
	rows_free(t);
}

int queue_add(struct run *r)
{
	const char *priority = option_or_empty(r, "priority");
	const struct queue_contact contact = {
		.phone = r->count > 0 ? r->args[0] : "",
		.trunk = option_or_empty(r, "line"),
		.place = option_or_empty(r, "region"),
		.note = option_or_empty(r, "note"),
		.priority = *priority != '\0' ? (int)read_digits(priority) : 0,
	};
	int64_t id = 0;
	enum err e;

	if (*priority != '\0' && (contact.priority < 1 || contact.priority > 3))
		return run_say(EXIT_USAGE, _("The priority is 1, 2 or 3."));
	e = queue_push(r->st, &r->actor, &contact, r->now, &id);
	if (e == AM_INVALID)
		return run_say(EXIT_USAGE, _("There is no such region."));
	if (e != AM_OK)
		return run_fail(e, NULL);
	run_changed(r, TOPIC_QUEUE, id);
	print_row(r, id);
	return EXIT_DONE;
}

int queue_left(struct run *r)
{
	const int64_t id = read_digits(r->args[0]);
	bool changed = false;
	enum err e;

	if (id <= 0)
		return run_say(EXIT_USAGE, _("A row is a number."));
	e = queue_leave(r->st, &r->actor, id, r->now, &changed);
	if (e != AM_OK)
		return run_fail(e, r->args[0]);
	if (changed)
		run_changed(r, TOPIC_QUEUE, id);
	return EXIT_DONE;
}

int queue_sign(struct run *r)
{
	const char *what = r->count > 0 ? r->args[0] : "up";
	bool changed = false;
	enum err e;

	if (strcmp(what, "up") != 0 && strcmp(what, "down") != 0)
		return run_say(EXIT_USAGE, _("The signal is up or down."));
	e = queue_signal(r->st, &r->actor, strcmp(what, "up") == 0, r->now, &changed);
	if (e != AM_OK)
		return run_fail(e, NULL);
	if (changed)
		run_changed(r, TOPIC_QUEUE, 0);
	return EXIT_DONE;
}
