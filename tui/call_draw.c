/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a call looks: its form, what is drawn beside it, its title and its help. */
#include "tui/call_draw.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/utf8.h"
#include "schema/number.h"
#include "schema/record.h"
#include "tui/desk.h"
#include "tui/hints.h"
#include "tui/proof_show.h"
#include "tui/show.h"
#include "tui/tui_priv.h"

#define HINT_COLS 77
#define RULES_ROW 10 /* of a call that goes out, below its list */

static void draw_row(struct cells *g, struct area a, const struct desk *d, int row,
    enum cell_role role, const char *text)
{
	if (row > 0 && *text != '\0')
		cells_text(g, a.row + form_row(d->form, row, a.rows), a.col + 1,
		    HINT_COLS, role, text);
}

static void draw_missing(struct cells *g, struct area a, const struct desk *d)
{
	struct buf text = { 0 };
	const char *head = _("Still to ask: ");

	if (d->layout->layout.ask_row == 0 || d->readonly)
		return;
	hint_missing(d->rec, HINT_COLS - utf8_cols(head), &text);
	if (text.len > 0) {
		struct buf line = { 0 };

		buf_printf(&line, "%s%s", head, buf_text(&text));
		draw_row(g, a, d, d->layout->layout.ask_row, CELL_PLAIN, buf_text(&line));
		buf_fini(&line);
	}
	buf_fini(&text);
}

/* A person decides; but she is told as long as the answers say a higher one.  The codes
 * go from 1, immediate danger, to 9, not assessed. */
static bool is_worth_saying(const struct desk *d, const char *risk)
{
	if (*risk == '9') /* only where what is missing can be filled in */
		return strcmp(form_value(d->form, "risk"), risk) == 0 &&
		       d->layout->layout.ask_row > 0;
	return strcmp(risk, form_value(d->form, "risk")) <= 0;
}

/* What the risk is by what was answered, and why. */
static void draw_why(struct cells *g, struct area a, const struct desk *d)
{
	struct buf why = { 0 }, line = { 0 };
	const char *head = _("Proposed risk: ");
	const char *risk;

	if (d->layout->layout.why_row == 0 || !desk_is_open(d))
		return;
	risk = hint_risk(d->rec, HINT_COLS - 32, &why);
	if (why.len > 0 && is_worth_saying(d, risk)) {
		buf_printf(&line, "%s%s", head, show_code(d->ui, "risk", risk));
		buf_printf(&line, " (%s)", buf_text(&why));
		draw_row(g, a, d, d->layout->layout.why_row, CELL_PLAIN, buf_text(&line));
	}
	buf_fini(&line);
	buf_fini(&why);
}

static void draw_warning(struct cells *g, struct area a, const struct desk *d)
{
	struct buf text = { 0 };

	earlier_line_warning(&d->earlier, hint_warning(d->rec), HINT_COLS, &text);
	draw_row(g, a, d, d->layout->layout.warn_row,
	    strncmp(buf_text(&text), "!!", 2) == 0 ? CELL_ALARM : CELL_WARN,
	    buf_text(&text));
	buf_fini(&text);
}

static void draw_earlier(struct cells *g, struct area a, const struct desk *d)
{
	struct buf text = { 0 };

	earlier_line_text(&d->earlier, d->ui, HINT_COLS, &text);
	draw_row(g, a, d, d->layout->layout.earlier_row, CELL_PLAIN, buf_text(&text));
	buf_fini(&text);
}

/* How the ten questions stand, also while contract and fare are typed. */
static void draw_proof(struct cells *g, struct area a, const struct desk *d)
{
	struct proof p = d->proof;
	struct buf line = { 0 };

	if (d->layout->layout.proof_row == 0 || p.count == 0 ||
	    proof_join(ui_store(d->ui), d->rec, &p) != AM_OK)
		return;
	buf_printf(&line, "%s ", _("Ten questions (Ctrl-O)."));
	proof_sentence(&p, &line);
	draw_row(g, a, d, d->layout->layout.proof_row,
	    p.bad_count > 0 ? CELL_WARN : CELL_PLAIN, buf_text(&line));
	buf_fini(&line);
}

static void draw_told(struct cells *g, struct area a, const struct desk *d)
{
	struct buf line = { 0 };
	char hm[6];

	if (d->told_at == 0 || d->layout->layout.told_row == 0)
		return;
	buf_printf(&line, _("An alert went to the supervisors at %s."),
		    clock_hm(hm, d->told_at));
	draw_row(g, a, d, d->layout->layout.told_row, CELL_PLAIN, buf_text(&line));
	buf_fini(&line);
}

/* What makes the call safe stays in sight while the number is dialled. */
static void draw_rules(
    struct ui *ui, struct cells *g, struct area a, const struct desk *d)
{
	const struct area rest = { a.row + RULES_ROW, a.col, a.rows - RULES_ROW, a.cols };

	if (d->has_choice && desk_is_open(d) && strcmp(d->layout->layout.name, "out") == 0)
		rules_draw(ui, &d->choice, g, rest);
}

/* What somebody else has typed so far is hers. */
static void draw_taken(struct cells *g, struct area a)
{
	cells_text(g, a.row + 1, a.col + 1, HINT_COLS, CELL_PLAIN,
	    _("This call is still being taken, or lies as a draft of who took it."));
	cells_text(g, a.row + 2, a.col + 1, HINT_COLS, CELL_PLAIN,
	    _("It can be read here as soon as it is saved."));
	cells_cursor(g, a.row + 1, a.col + 1);
}

void call_draw(struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct desk *d = state;

	if (d->readonly && d->call.status == CALL_OPEN && !d->call.by_redial) {
		draw_taken(g, a);
		return;
	}
	known_draw(d, g, a);
	form_draw(d->form, g, a.row, a.col, a.rows, top);
	draw_missing(g, a, d);
	draw_why(g, a, d);
	draw_earlier(g, a, d);
	draw_warning(g, a, d);
	draw_told(g, a, d);
	draw_proof(g, a, d);
	known_draw_text(d, g, a);
	draw_rules(ui, g, a, d);
}

void call_subject(struct ui *ui, const void *state, struct buf *out)
{
	const struct desk *d = state;
	char number[NUMBER_LEN], when[40];

	buf_str(out, number_show(number, NUMBER_CALL, d->call.number));
	buf_str(out, "   ");
	if (d->call.status == CALL_OPEN && *d->call.trunk != '\0' && !d->call.by_redial)
		buf_printf(out, _("line %s "), d->call.trunk);
	if (d->call.status == CALL_OPEN && d->call.entered_at != 0)
		buf_str(out, _("on paper"));
	else if (d->call.status == CALL_OPEN && d->call.by_redial)
		buf_str(out, _("not saved yet"));
	else if (d->call.status == CALL_OPEN && d->call.outgoing)
		buf_printf(out, _("called at %s"), show_moment(ui, d->call.started_at, when));
	else if (d->call.status == CALL_OPEN)
		buf_printf(out, _("since %s"), show_moment(ui, d->call.started_at, when));
	else if (d->call.status == CALL_VOID)
		buf_str(out, _("given up"));
	else
		buf_printf(out, d->readonly ? _("saved %s") : _("correction, saved %s"),
		    show_moment(ui, d->call.ended_at, when));
}

static bool ends_with(const char *text, const char *end)
{
	const size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

void call_help(struct ui *ui, const void *state, struct buf *out)
{
	const struct desk *d = state;
	const struct field *f = &call_form.fields[form_at(d->form)];
	const char *label = _(f->label);

	(void)ui;
	buf_printf(out, "%s%s %s\n%s\n", label, ends_with(label, "?") ? "" : ":",
	    f->help != NULL ? _(f->help) : "", _(field_rule(f)));
	buf_printf(out, "%s\n",
	    _("Enter or Tab: next field. Up and Down: every field, also "
	      "those that Enter leaves out. - did not say, = as in the "
	      "previous call, Ctrl-U clears."));
}

size_t call_cards(struct ui *ui, const void *state, const char *out[], size_t max)
{
	const struct desk *d = state;

	(void)ui;
	return hint_cards(d->rec, out, max);
}
