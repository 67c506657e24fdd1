/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/wrapping.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/operator.h"
#include "tui/call_about.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

enum err wrapping_read(struct wrapping *s, struct ui *ui)
{
	enum err e;

	s->ui = ui;
	e = agent_get(ui_store(s->ui), ui_operator(s->ui)->id, &s->agent);

	if (e != AM_OK)
		*s->agent.state = '\0';
	if (e == AM_OK || e == AM_MISSING)
		e = wrapup_get(ui_store(s->ui), ui_actor(s->ui), &s->wrapup);
	if (e != AM_OK)
		s->wrapup = (struct wrapup){ .call_id = 0 };
	return e == AM_MISSING ? AM_OK : e;
}

bool wrapping_lasts(struct ui *ui, const void *state)
{
	(void)ui;
	return strcmp(((const struct wrapping *)state)->agent.state, AGENT_WRITING) == 0;
}

void wrapping_ready(struct ui *ui, void *state)
{
	ui_error(ui, agent_choose(ui_store(ui), ui_actor(ui), AGENT_READY, ui_now(ui)));
	ui_error(ui, wrapping_read(state, ui));
}

bool wrapping_has_followup(struct ui *ui, const void *state)
{
	return ((const struct wrapping *)state)->wrapup.followup &&
	       about_is_there(ui, &view_followup);
}

void wrapping_follow(struct ui *ui, void *state)
{
	about_open(ui, &view_followup, ((struct wrapping *)state)->wrapup.call_id);
}

bool wrapping_has_case(struct ui *ui, const void *state)
{
	return ((const struct wrapping *)state)->wrapup.file && about_is_there(ui, &view_cases);
}

void wrapping_case(struct ui *ui, void *state)
{
	about_open(ui, &view_cases, ((struct wrapping *)state)->wrapup.call_id);
}

bool wrapping_has_referral(struct ui *ui, const void *state)
{
	return ((const struct wrapping *)state)->wrapup.referral &&
	       about_is_there(ui, &view_refer);
}

void wrapping_refer(struct ui *ui, void *state)
{
	about_open(ui, &view_refer, ((struct wrapping *)state)->wrapup.call_id);
}

bool wrapping_has_assess(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct wrapping *)state)->wrapup.assess;
}

static void assessed(struct ui *ui, void *data)
{
	ui_error(ui, wrapping_read(data, ui));
}

void wrapping_assess(struct ui *ui, void *state)
{
	struct wrapping *s = state;

	assess_pick_id(&s->assess, ui, s->wrapup.call_id, assessed, s);
}

/* What the row of her state offers while she writes up a call. */
/* clang-format off */
static const struct {
	bool (*works)(struct ui *ui, const void *state);
	const char *key, *name; /* N_() */
} offers[] = {
	{ wrapping_has_followup, "s", N_("follow-up") },
	{ wrapping_has_case, "j", N_("case") },
	{ wrapping_has_referral, "F6", N_("refer") },
	{ wrapping_has_assess, "E", N_("assess") },
	{ wrapping_lasts, "d", N_("ready") },
};
/* clang-format on */

static void add_offers(const struct wrapping *s, struct buf *out)
{
	bool first = true;

	for (size_t i = 0; i < COUNT(offers); i++)
		if (offers[i].works(s->ui, s)) {
			buf_printf(out, "%s%s %s", first ? ": " : "  ", offers[i].key,
			    _(offers[i].name));
			first = false;
		}
}

/* Times stand still: they cost no bytes. */
void wrapping_draw(const struct wrapping *s, struct cells *g, struct area a)
{
	const char *what = show_code(s->ui, "state", s->agent.state);
	struct buf line = { 0 };
	char when[40];

	if (*s->agent.state != '\0') {
		buf_printf(&line, _("%s since %s"), what,
		    show_moment(s->ui, s->agent.from_at, when));
		add_offers(s, &line);
		cells_text(g, a.row, a.col, a.cols, CELL_PLAIN, buf_text(&line));
	}
	buf_fini(&line);
}
