/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who changed what of a call, or of an offer: made from its audit rows, newest first.  Every
 * field that was corrected has a row with the value that it had before.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/call.h"
#include "schema/number.h"
#include "schema/offer.h"
#include "schema/wire.h"
#include "tui/history.h"
#include "tui/list.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

struct row {
	int64_t at;
	char who[32];
	const char *what; /* msgid */
	char *detail;     /* translated when it was read */
};

struct state {
	struct ui *ui;
	struct history_arg about;
	struct row *rows;
	size_t count;
	struct list list;
};

/* clang-format off */
static const struct {
	const char *action, *name; /* name: N_() */
} actions[] = {
	{ "create", N_("opened") },
	{ "close", N_("saved") },
	{ "update", N_("corrected") },
	{ "reopen", N_("taken back") },
	{ "void", N_("given up") },
	{ "assess", N_("assessed") },
	{ "continue", N_("goes on") },
	{ "dial", N_("dialled") },
	{ "hard", N_("hard call") },
	{ "undo", N_("taken back") },
	{ "yield", N_("yielded") },
	{ "answer", N_("asked") },
	{ "link", N_("linked it") },
	{ "merge", N_("joined it") },
	{ "merged", N_("joined it") },
	{ "part", N_("parted it") },
	{ "parted", N_("parted it") },
};
/* clang-format on */

static const char *action_word(const char *action)
{
	for (size_t i = 0; i < COUNT(actions); i++)
		if (strcmp(actions[i].action, action) == 0)
			return actions[i].name;
	return N_("changed");
}

/* Whose changes: its form, where they are read, the topic that brings new ones. */
static const struct {
	const struct form *form;
	enum err (*read)(struct store *st, const struct actor *actor, int64_t id,
	    struct call_change **out, size_t *count);
	unsigned topic;
} kinds[] = {
	[HISTORY_CALL] = { &call_form, call_changes, TOPIC_CALL },
	[HISTORY_OFFER] = { &offer_form, offer_changes, TOPIC_OFFER },
};

/* --- the detail of an audit row: {"old":{"age":"16","notes":null},"reason":"..."} --- */

static uint32_t hex4(const char *p)
{
	char digits[5] = "";

	memcpy(digits, p, 4);
	return (uint32_t)strtoul(digits, NULL, 16);
}

/* One escape behind the backslash at *p. */
static void take_escape(const char **p, struct buf *out)
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	const char *known = strchr(from, **p);
	char bytes[4];

	if (**p == 'u' && strlen(*p) >= 5) {
		buf_add(out, bytes, utf8_put(bytes, hex4(*p + 1)));
		*p += 4;
	} else {
		buf_byte(out, (unsigned char)(known != NULL ? to[known - from] : **p));
	}
	++*p;
}

/* A string at *p (behind its quote) up to its end; added to out. */
static void take_string(const char **p, struct buf *out)
{
	while (**p != '\0' && **p != '"') {
		if (**p == '\\' && (*p)[1] != '\0') {
			++*p;
			take_escape(p, out);
		} else {
			buf_byte(out, (unsigned char)*(*p)++);
		}
	}
	if (**p == '"')
		++*p;
}

/* The next "key": of an object; false at its end. */
static bool take_key(const char **p, struct buf *key)
{
	*p += strspn(*p, "{, \n");
	if (**p != '"')
		return false;
	++*p;
	take_string(p, key);
	*p += strspn(*p, ": ");
	return true;
}

/* A string, a number or null; false if it is something else (an object). */
static bool take_value(const char **p, struct buf *value)
{
	if (**p == '"') {
		++*p;
		take_string(p, value);
		return true;
	}
	if (**p >= '0' && **p <= '9') {
		while (**p >= '0' && **p <= '9')
			buf_byte(value, (unsigned char)*(*p)++);
		return true;
	}
	if (strncmp(*p, "null", 4) == 0) {
		*p += 4;
		buf_str(value, _("(not kept)"));
		return true;
	}
	return false;
}

/* --- rows --- */

static void add_row(struct state *s, const struct call_change *change, char *detail)
{
	struct row *row;

	s->rows = mem_resize(s->rows, (s->count + 1) * sizeof(*s->rows));
	row = &s->rows[s->count++];
	row->at = change->at;
	str_copy(row->who, sizeof(row->who), change->who);
	row->what = action_word(change->what);
	row->detail = detail;
}

/* A value as the form would show it, on one line. */
static void add_value(
    struct ui *ui, const struct field *f, const char *value, struct buf *out)
{
	char name[64];

	if (*value == '\0')
		buf_str(out, _("empty"));
	else if (strcmp(value, "-") == 0)
		buf_str(out, _("did not say"));
	else if (f->type == FIELD_CODE)
		buf_str(out, show_code(ui, f->list, value));
	else if (f->type == FIELD_PLACE)
		buf_str(out, show_place(ui, value, name));
	else
		buf_str(out, value); /* line feeds are drawn as blanks */
}

/* What was decided about a call is no field of its form. */
static const struct field decisions[] = {
	{ .id = "assess", .label = N_("Assessment"), .type = FIELD_CODE, .list = "assess" },
	{ .id = "assess_org", .label = N_("Who decided"), .type = FIELD_CODE,
	    .list = "decidedby" },
};

static const struct field *field_of(const struct state *s, const char *id)
{
	const struct form *form = kinds[s->about.of].form;
	const size_t i = form_find(form, id);

	if (i < form->count)
		return &form->fields[i];
	for (size_t k = 0; k < COUNT(decisions); k++)
		if (strcmp(decisions[k].id, id) == 0)
			return &decisions[k];
	return NULL;
}

static bool lists_fields(const char *what)
{
	return strcmp(what, "update") == 0 || strcmp(what, "undo") == 0 ||
	       strcmp(what, "assess") == 0 || strcmp(what, "yield") == 0;
}

static void add_field(
    struct state *s, const struct call_change *change, const char *id, const char *value)
{
	const struct field *f = field_of(s, id);
	struct buf text = { 0 };

	if (f == NULL)
		return;
	buf_printf(&text,
	    strcmp(change->what, "yield") == 0 ? _("%s (typed: ") : _("%s (before: "),
	    _(f->label));
	add_value(s->ui, f, value, &text);
	buf_byte(&text, ')');
	add_row(s, change, buf_give(&text));
}

static void add_fields(struct state *s, const struct call_change *change, const char **p)
{
	struct buf key = { 0 }, value = { 0 };

	while (take_key(p, &key) && take_value(p, &value)) {
		add_field(s, change, buf_text(&key), buf_text(&value));
		buf_clear(&key);
		buf_clear(&value);
	}
	*p += strspn(*p, "}");
	buf_fini(&key);
	buf_fini(&value);
}

/* One of the ten questions about an offer: {"old":{"c4":"no"}}; null: the call was open. */
static void add_answer(struct state *s, const struct call_change *change)
{
	static const struct field f = { .type = FIELD_CODE, .list = "answer" };
	struct buf key = { 0 }, question = { 0 }, old = { 0 }, text = { 0 };
	const char *p = change->detail;

	if (take_key(&p, &key) && take_key(&p, &question)) {
		const char *label = show_code(s->ui, "proof", buf_text(&question));

		if (strncmp(p, "null", 4) == 0) {
			buf_str(&text, label);
		} else if (take_value(&p, &old)) {
			buf_printf(&text, _("%s (before: "), label);
			add_value(s->ui, &f, buf_text(&old), &text);
			buf_byte(&text, ')');
		}
	}
	add_row(s, change, buf_give(&text));
	buf_fini(&key);
	buf_fini(&question);
	buf_fini(&old);
}

/* A call or case of an offer: {"call":12,"certainty":"yes","old":"possible"}. */
static void add_link(struct state *s, const struct call_change *change)
{
	static const struct {
		const char *certainty, *name; /* name: N_() */
	} words[] = { { "confirmed", N_("it belongs") }, { "possible", N_("perhaps") },
		{ "no", N_("it does not belong") } };
	struct buf key = { 0 }, value = { 0 }, text = { 0 };
	char number[NUMBER_LEN];
	const char *p = change->detail;

	if (change->number != 0)
		buf_printf(
		    &text, "%s ", number_show(number, NUMBER_CALL, change->number));
	while (take_key(&p, &key) && take_value(&p, &value)) {
		for (size_t i = 0;
		     strcmp(buf_text(&key), "certainty") == 0 && i < COUNT(words); i++)
			if (strcmp(words[i].certainty, buf_text(&value)) == 0)
				buf_str(&text, _(words[i].name));
		buf_clear(&key);
		buf_clear(&value);
	}
	add_row(s, change, buf_give(&text));
	buf_fini(&key);
	buf_fini(&value);
}

/* What was typed into a new call is no change: only corrections list their fields. */
static void add_change(struct state *s, const struct call_change *change)
{
	const char *p = change->detail != NULL ? change->detail : "";
	struct buf key = { 0 }, reason = { 0 };
	const size_t at = s->count;

	add_row(s, change, mem_dup(""));
	if (lists_fields(change->what)) {
		while (take_key(&p, &key)) {
			if (strcmp(buf_text(&key), "old") == 0)
				add_fields(s, change, &p);
			else if (!take_value(&p, &reason))
				break;
			buf_clear(&key);
		}
	}
	if (reason.len > 0) {
		struct buf text = { 0 };

		buf_printf(&text, _("Reason: %s"), buf_text(&reason));
		free(s->rows[at].detail);
		s->rows[at].detail = buf_give(&text);
	}
	buf_fini(&key);
	buf_fini(&reason);
}

static void add_any(struct state *s, const struct call_change *change)
{
	static const struct {
		const char *what;
		void (*add)(struct state *s, const struct call_change *change);
	} ways[] = { { "answer", add_answer }, { "link", add_link } };

	for (size_t i = 0; i < COUNT(ways); i++)
		if (strcmp(ways[i].what, change->what) == 0) {
			ways[i].add(s, change);
			return;
		}
	add_change(s, change);
}

static void forget(struct state *s)
{
	for (size_t i = 0; i < s->count; i++)
		free(s->rows[i].detail);
	free(s->rows);
	s->rows = NULL;
	s->count = 0;
}

static enum err read_again(struct state *s)
{
	struct call_change *changes = NULL;
	size_t count = 0;
	enum err e = kinds[s->about.of].read(
	    ui_store(s->ui), ui_actor(s->ui), s->about.id, &changes, &count);

	if (e != AM_OK)
		return e;
	forget(s);
	for (size_t i = 0; i < count; i++)
		add_any(s, &changes[i]);
	call_changes_free(changes, count);
	list_count(&s->list, s->count);
	return AM_OK;
}

/* --- the view --- */

static enum err history_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	if (arg == NULL)
		return AM_MISSING;
	s->ui = ui;
	s->about = *(const struct history_arg *)arg;
	return read_again(s);
}

static void history_close(struct ui *ui, void *state)
{
	(void)ui;
	forget(state);
}

static void history_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void history_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	const struct state *s = state;

	if (topic == kinds[s->about.of].topic && (id == 0 || id == s->about.id))
		history_shown(ui, state);
}

static bool history_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	(void)ui;
	return list_key(&s->list, key);
}

static void history_subject(struct ui *ui, const void *state, struct buf *out)
{
	(void)ui;
	buf_str(out, ((const struct state *)state)->about.subject);
}

/* clang-format off */
static const struct column columns[] = {
	{ N_("When"), 12, 0, 0, 0 },
	{ N_("Operator"), 9, 14, 0, 0 },
	{ N_("Action"), 10, 0, 0, 0 },
	{ N_("Detail"), 42, 54, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void history_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct row *r = &s->rows[row];
	char when[40];

	(void)role;
	switch (col) {
	case 0:
		buf_str(out, show_moment(s->ui, r->at, when));
		break;
	case 1:
		buf_str(out, r->who);
		break;
	case 2:
		buf_str(out, _(r->what));
		break;
	default:
		buf_str(out, r->detail);
		break;
	}
}

static void history_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 1, a.cols };

	(void)ui;
	list_draw(&s->list, columns, history_cell, s, g, rest, top, _("Nothing yet."));
}

const struct view_class view_history = {
	.name = "history",
	.title = N_("History"),
	.action = ACT_CONSOLE,
	.topics = TOPIC_CALL | TOPIC_OFFER,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct state),
	.open = history_open,
	.close = history_close,
	.shown = history_shown,
	.event = history_event,
	.key = history_key,
	.subject = history_subject,
	.draw = history_draw,
};
