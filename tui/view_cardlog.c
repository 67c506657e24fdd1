/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of a card's text, the newest first. */
#include <stdlib.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/wire.h"
#include "tui/card_show.h"
#include "tui/list.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define VERSIONS_MAX 60

struct state {
	struct ui *ui;
	int64_t id;
	struct guide *versions;
	struct list list;
};

static enum err read_again(struct state *s)
{
	size_t count = 0;
	enum err e = guide_versions(
	    ui_store(s->ui), ui_actor(s->ui), s->id, s->versions, VERSIONS_MAX, &count);

	if (e == AM_OK && count == 0)
		e = AM_MISSING;
	if (e == AM_OK)
		list_count(&s->list, count);
	return e;
}

static enum err cardlog_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;
	enum err e;

	if (about == NULL)
		return AM_MISSING;
	s->ui = ui;
	s->id = about->id;
	s->versions = mem_new(VERSIONS_MAX, sizeof(*s->versions));
	e = read_again(s);
	if (e != AM_OK)
		free(s->versions);
	return e;
}

static void cardlog_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	free(s->versions);
	s->versions = NULL;
}

static void cardlog_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void cardlog_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	cardlog_shown(ui, state);
	ui_touch(ui);
}

static void open_version(struct ui *ui, void *state)
{
	const struct state *s = state;

	(void)ui_push(
	    ui, &view_card, &(struct ui_about){ .id = s->versions[s->list.at].id });
}

static bool cardlog_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui;
	return list_key(&((struct state *)state)->list, key);
}

enum { COL_COUNTS, COL_VERSION, COL_TITLE };

/* clang-format off */
static const struct column columns[] = {
	[COL_COUNTS] = { "", 6, 0, 0, 0 },
	[COL_VERSION] = { N_("Version"), 30, 36, 0, 0 },
	[COL_TITLE] = { N_("Title"), 36, 60, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void cardlog_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct guide *version = &s->versions[row];

	(void)role;
	if (col == COL_COUNTS && version->counts)
		buf_str(out, _("counts"));
	else if (col == COL_VERSION)
		card_version(s->ui, version, out);
	else if (col == COL_TITLE)
		buf_str(out, version->title);
}

static void cardlog_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 1, a.cols };

	(void)ui;
	list_draw(&s->list, columns, cardlog_cell, s, g, rest, top, "");
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Compare"), N_("Read the version beside the one that counts"), ACT_GUIDE_READ, open_version, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_cardlog = {
	.name = "cardlog",
	.title = N_("Versions of the card"),
	.action = ACT_GUIDE_READ,
	.topics = TOPIC_GUIDE,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = cardlog_open,
	.close = cardlog_close,
	.shown = cardlog_shown,
	.event = cardlog_event,
	.key = cardlog_key,
	.draw = cardlog_draw,
};
