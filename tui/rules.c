/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/rules.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "tui/show.h"
#include "tui/tui_priv.h"

#define LABEL_COLS 30
#define VALUE_COLS 46

static const char *answer(const char *value)
{
	if (strcmp(value, "y") == 0)
		return _("yes");
	if (strcmp(value, "n") == 0)
		return _("no");
	return strcmp(value, "-") == 0 ? _("did not say") : _("nobody asked her");
}

static void whose(struct ui *ui, const struct dial_choice *c, struct buf *out)
{
	buf_str(out, *c->person != '\0' ? c->person : c->whose);
	if (*c->shared != '\0')
		buf_printf(out, "%s%s", out->len > 0 ? ", " : "",
		    show_code(ui, "phoneuse", c->shared));
	if (*c->flag != '\0')
		buf_printf(out, "%s%s", out->len > 0 ? "; " : "",
		    show_code(ui, "numflag", c->flag));
}

static void hours(struct ui *ui, const struct dial_choice *c, struct buf *out)
{
	(void)ui;
	buf_str(out, c->safe_hours);
	if (c->warnings & DIAL_OUTSIDE_HOURS)
		buf_printf(out, "   %s", _("not now"));
}

static void speaks(struct ui *ui, const struct dial_choice *c, struct buf *out)
{
	(void)ui;
	buf_str(out, answer(c->speak));
}

static void accepts(struct ui *ui, const struct dial_choice *c, struct buf *out)
{
	(void)ui;
	buf_str(out, answer(c->consent));
	if (*c->consent_by != '\0')
		buf_printf(out, _(" (given by %s)"), c->consent_by);
}

static void care(struct ui *ui, const struct dial_choice *c, struct buf *out)
{
	(void)ui;
	buf_str(out, c->safe_note);
}

/* clang-format off */
static const struct {
	const char *label; /* N_() */
	void (*value)(struct ui *ui, const struct dial_choice *c, struct buf *out);
	unsigned warnings; /* it stands out if one of them holds */
	bool of_calls;     /* who hung up was asked nothing, but may have been before */
} rules[] = {
	{ N_("Whose telephone"), whose, DIAL_SHARED, false },
	{ N_("Safe time"), hours, DIAL_OUTSIDE_HOURS, false },
	{ N_("Can she speak without danger?"), speaks, DIAL_NO_SPEAKING, true },
	{ N_("Accepts to be called back"), accepts, DIAL_REFUSED | DIAL_NOT_ASKED, true },
	{ N_("Take care"), care, 0, false },
};

static const struct {
	enum dial_warning warning;
	const char *question; /* N_() */
} questions[] = {
	{ DIAL_REFUSED, N_("She did not accept to be called. Call all the same?") },
	{ DIAL_OUTSIDE_HOURS, N_("It is outside the safe time. Call all the same?") },
	{ DIAL_NO_SPEAKING, N_("She could not speak without danger. Call all the same?") },
};
/* clang-format on */

void rules_draw(
    struct ui *ui, const struct dial_choice *c, struct cells *g, struct area a)
{
	int row = a.row;

	for (size_t i = 0; i < COUNT(rules) && row < a.row + a.rows; i++) {
		const bool warns = (c->warnings & rules[i].warnings) != 0;
		struct buf value = { 0 };

		if (rules[i].of_calls && c->source.from == DIAL_QUEUE && !warns)
			continue;
		rules[i].value(ui, c, &value);
		cells_text(g, row, a.col + 1, 1, CELL_WARN, warns ? "!" : "");
		cells_text(g, row, a.col + 3, LABEL_COLS, CELL_PLAIN, _(rules[i].label));
		cells_text(g, row++, a.col + 3 + LABEL_COLS, VALUE_COLS,
		    warns ? CELL_WARN : CELL_PLAIN,
		    value.len > 0 ? buf_text(&value) : _("not known"));
		buf_fini(&value);
	}
	if (row < a.row + a.rows)
		cells_text(g, row, a.col + 3, LABEL_COLS + VALUE_COLS, CELL_PLAIN,
		    _("If somebody else answers: do not say who calls, or from where."));
}

const char *rules_question(const struct dial_choice *c)
{
	for (size_t i = 0; i < COUNT(questions); i++)
		if (c->warnings & questions[i].warning)
			return _(questions[i].question);
	return NULL;
}
