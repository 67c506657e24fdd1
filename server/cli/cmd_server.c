/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only a running amparod knows: amparo status, who, kick, reload. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/number.h"
#include "server/cli/ask.h"
#include "server/cli/cli.h"
#include "server/cli/rows.h"
#include "server/conf.h"
#include "server/text.h"

static int fail(enum err e)
{
	if (e == AM_CLOSED)
		return run_say(EXIT_NO_SERVER, _("amparod is not running."));
	if (e == AM_AGAIN)
		return run_say(EXIT_FAILED, _("amparod does not answer."));
	return run_fail(e, NULL);
}

/* Ask, and say what amparod has to say; rows go to row. */
static int put(
    struct run *r, const char *verb, const char *argument, ask_row *row, void *data)
{
	struct buf text = { 0 };
	int status = EXIT_DONE;
	enum err e =
	    ask(conf_control(r->conf), verb, argument, row, data, &status, &text);

	if (e != AM_OK)
		status = fail(e);
	else if (text.len > 0)
		run_say(status, _(buf_text(&text)));
	buf_fini(&text);
	return status;
}

/* Cut the next column off *rest; "" when there is none. */
static char *next_column(char **rest)
{
	char *column = *rest;

	*rest += strcspn(*rest, "\t");
	if (**rest == '\t')
		*(*rest)++ = '\0';
	return column;
}

/* --- status: keys are amparod's own; a newer one may have more --- */

static const struct {
	const char *key, *title;
	enum cell kind;
} known[] = {
	{ "version", N_("Version"), CELL_TEXT },
	{ "pid", N_("Process"), CELL_NUMBER },
	{ "since", N_("Running since"), CELL_TIME },
	{ "consoles", N_("Consoles"), CELL_NUMBER },
	{ "detached", N_("of them detached"), CELL_NUMBER },
	{ "calls", N_("Open calls"), CELL_NUMBER },
	{ "strangers", N_("Not logged in"), CELL_NUMBER },
	{ "connections", N_("Connections since then"), CELL_NUMBER },
	{ "refused", N_("of them refused"), CELL_NUMBER },
	{ "listen", N_("Address"), CELL_TEXT },
	{ "port", N_("Port"), CELL_NUMBER },
	{ "database", N_("Database"), CELL_TEXT },
	{ "damaged", N_("Damaged"), CELL_TEXT },
	{ "configuration", N_("Configuration"), CELL_TEXT },
	{ "audit_row", N_("Signed audit row"), CELL_NUMBER },
	{ "audit_head", N_("its hash"), CELL_TEXT },
	{ "audit_public_key", N_("Public key of the audit"), CELL_TEXT },
};

#define STATUS_MAX 64

struct status {
	struct column columns[STATUS_MAX];
	char keys[STATUS_MAX][40];
	char *values[STATUS_MAX];
	size_t count;
};

static void read_status(void *data, char *text)
{
	struct status *s = data;
	const char *key = next_column(&text);
	struct column *c;
	size_t i = 0;

	if (s->count == STATUS_MAX)
		return;
	c = &s->columns[s->count];
	str_copy(s->keys[s->count], sizeof(s->keys[0]), key);
	while (i < COUNT(known) && strcmp(known[i].key, key) != 0)
		i++;
	*c = (struct column){ s->keys[s->count], s->keys[s->count], CELL_TEXT };
	if (i < COUNT(known))
		*c = (struct column){ known[i].key, known[i].title, known[i].kind };
	s->values[s->count++] = mem_dup(text);
}

static void print_status(struct run *r, const struct status *s)
{
	struct rows *t = rows_new(s->columns, s->count);

	for (size_t i = 0; i < s->count; i++) {
		if (s->columns[i].kind == CELL_TEXT)
			rows_text(t, s->values[i]);
		else
			rows_read(t, s->values[i]);
	}
	rows_print_one(t, r->json);
	rows_free(t);
}

int server_status(struct run *r)
{
	struct status *s = mem_new(1, sizeof(*s));
	const int code = put(r, "status", "", read_status, s);

	if (code == EXIT_DONE && s->count > 0)
		print_status(r, s);
	for (size_t i = 0; i < s->count; i++)
		free(s->values[i]);
	free(s);
	return code;
}

/* --- who --- */

static const struct column who_columns[] = {
	{ "login", N_("LOGIN"), CELL_TEXT },
	{ "name", N_("NAME"), CELL_TEXT },
	{ "state", N_("STATE"), CELL_TEXT },
	{ "since", N_("SINCE"), CELL_TIME },
	{ "peer", N_("FROM"), CELL_TEXT },
	{ "term", N_("TERMINAL"), CELL_TEXT },
	{ "screen", N_("SCREEN"), CELL_TEXT },
	{ "call", N_("CALL"), CELL_TEXT },
	{ "session", N_("SESSION"), CELL_NUMBER },
};

enum { WHO_STATE = 2, WHO_CALL = 7 };

/* "attached": words of the protocol, translated for a person only. */
static const char *const states[] = { N_("attached"), N_("detached"), N_("locked") };

static const char *state_shown(const char *word)
{
	for (size_t i = 0; i < COUNT(states); i++)
		if (strcmp(states[i], word) == 0)
			return _(states[i]);
	return word;
}

struct who {
	struct rows *rows;
	bool json;
};

static void read_who(void *data, char *text)
{
	const struct who *w = data;
	char number[NUMBER_LEN];

	for (size_t i = 0; i < COUNT(who_columns); i++) {
		const char *value = next_column(&text);

		if (i == WHO_CALL)
			value = strtoll(value, NULL, 10) > 0
				    ? number_show(
					  number, NUMBER_CALL, strtoll(value, NULL, 10))
				    : "";
		else if (i == WHO_STATE && !w->json)
			value = state_shown(value);
		if (who_columns[i].kind == CELL_TEXT)
			rows_text(w->rows, value);
		else
			rows_read(w->rows, value);
	}
}

int server_who(struct run *r)
{
	struct who w = { rows_new(who_columns, COUNT(who_columns)), r->json };
	const int code = put(r, "who", "", read_who, &w);

	if (code == EXIT_DONE)
		rows_print(w.rows, r->json);
	rows_free(w.rows);
	return code;
}

/* --- orders --- */

static void print_line(void *data, char *text)
{
	struct buf shown = { 0 };

	(void)data;
	txt_show(&shown, text);
	fprintf(stderr, "%s\n", buf_text(&shown));
	buf_fini(&shown);
}

static int order(struct run *r, const char *verb, const char *argument, const char *done)
{
	const int code = put(r, verb, argument, print_line, NULL);

	if (code == EXIT_DONE)
		puts(r->json ? "{\"done\":true}" : done);
	return code;
}

int server_kick(struct run *r)
{
	return order(r, "kick", r->args[0], _("The session has ended."));
}

int server_reload(struct run *r)
{
	return order(r, "reload", "", _("The configuration was read again."));
}
