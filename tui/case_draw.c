/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/case_draw.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/number.h"
#include "tui/screening_show.h"
#include "tui/show.h"
#include "tui/tui_priv.h"

#define LABELS 10 /* columns of the labels on the left */
#define RIGHT 46  /* where the right half begins */
#define WHERE_COLS 28

bool case_is_urgent(const char *risk, bool safety_plan, bool closed)
{
	return (strcmp(risk, "1") == 0 || strcmp(risk, "2") == 0) && !safety_plan &&
	       !closed;
}

void case_subject(struct ui *ui, const struct casefile *file, struct buf *out)
{
	char number[NUMBER_LEN];
	const bool urgent =
	    case_is_urgent(file->risk, file->safety_plan, file->closed_at != 0);

	buf_printf(out, "%s   %s", number_show(number, NUMBER_CASE, file->number),
	    show_code(ui, "casestatus", file->status));
	if (file->closed_at == 0)
		buf_printf(out, "   %s%s", urgent ? "!! " : "",
		    strcmp(file->risk, "9") == 0 ? _("risk not assessed")
						 : show_code(ui, "risk", file->risk));
}

void case_way_text(struct ui *ui, const char *from, const char *to, struct buf *out)
{
	char left[64], is[64];

	show_place(ui, from, left);
	show_place(ui, to, is);
	if (*is == '\0' && *left != '\0')
		buf_printf(out, _("from %s"), left);
	else if (*left == '\0' || strcmp(left, is) == 0)
		buf_str(out, is);
	else
		buf_printf(out, "%s -> %s", left, is);
}

void case_route(struct ui *ui, const struct casefile *file, struct buf *out)
{
	case_way_text(ui, file->origin,
	    *file->place_now != '\0' ? file->place_now : file->destination, out);
}

/* --- the parts --- */

static void add_person(struct ui *ui, const struct case_head *h, struct buf *out)
{
	buf_str(out, *h->name != '\0' ? h->name : _("(no name yet)"));
	if (*h->gender != '\0')
		buf_printf(out, "  %s", show_code(ui, "gender", h->gender));
	if (h->age.group != AGE_NOT_KNOWN) {
		buf_byte(out, ' ');
		age_years(&h->age, out);
	}
	if (h->age.group == AGE_MINOR)
		buf_printf(out, " %s", _("MINOR"));
	else if (h->age.group == AGE_MAYBE_MINOR)
		buf_printf(out, " %s", _("MINOR?"));
	if (h->people > 1)
		buf_printf(out, _("  +%d"), (int)h->people - 1);
}

static const char *consent_word(const struct case_head *h, size_t purpose)
{
	switch (h->consent[purpose].why) {
	case CONSENT_NOT_ASKED:
		return _("not asked");
	case CONSENT_REFUSED:
	case CONSENT_REFUSED_FOR_HER:
	case CONSENT_WITHDRAWN:
		return _("NO");
	default:
		return h->consent[purpose].stands ? _("yes") : _("does not count");
	}
}

static void add_consent(struct ui *ui, const struct case_head *h, size_t purpose,
    const char *label, struct buf *out)
{
	char day[24];

	buf_printf(
	    out, "%s%s %s", out->len > 0 ? "  " : "", label, consent_word(h, purpose));
	show_giver(ui, h->consent[purpose].given_by, h->consent[purpose].relation, out);
	if (h->consent[purpose].at > 0)
		buf_printf(
		    out, " (%s)", clock_day(day, h->consent[purpose].at, ui_now(ui)));
}

static void add_consents(struct ui *ui, const struct case_head *h, struct buf *out)
{
	add_consent(ui, h, CONSENT_REFER, _("referral"), out);
	if (h->consent[CONSENT_CALLBACK].why != CONSENT_NOT_ASKED)
		add_consent(ui, h, CONSENT_CALLBACK, _("call back"), out);
	if (h->consent[CONSENT_RECORD].why != CONSENT_NOT_ASKED)
		add_consent(ui, h, CONSENT_RECORD, _("record"), out);
}

static void add_due(struct ui *ui, const struct case_head *h, struct buf *out)
{
	char when[40];

	if (h->due_at == 0)
		return;
	buf_printf(out, "%s%s %s", h->due_at < ui_now(ui) ? "! " : "", _("Due:"),
	    show_moment(ui, h->due_at, when));
	buf_printf(out, " %s",
	    *h->due_note != '\0' ? h->due_note : show_code(ui, "followup", h->due_kind));
}

/* What has to be seen at once. */
static void add_warning(
    struct ui *ui, const struct casefile *f, const struct case_head *h, struct buf *out)
{
	char when[40];

	if (h->rescue_check_at > 0)
		buf_printf(out, _("Rescue in progress: %s, check-in %s.  "),
		    h->rescue_lead, show_moment(ui, h->rescue_check_at, when));
	if (f->restricted)
		buf_printf(out, "%s  ", _("Restricted."));
	if (h->flags > 0)
		buf_printf(out, _("Flags %d: %s.  "), (int)h->flags,
		    show_code(ui, "flag", h->flag));
	if (f->safety_plan)
		buf_printf(out, "%s  ", _("Does not accept; safety plan."));
	if (f->merged > 0)
		buf_printf(out, _("Joined with %d more.  "), (int)f->merged);
}

/* --- rows --- */

struct row {
	struct cells *g;
	struct area a;
	int row;
};

static void put(
    const struct row *r, int col, int cols, enum cell_role role, const char *text)
{
	struct buf shown = { 0 };

	(void)cells_text(r->g, r->a.row + r->row, r->a.col + col, cols, role,
	    show_fit(text, cols, &shown));
	buf_fini(&shown);
}

/* Of parts with two blanks between them those that fit whole; of the first one its words. */
static void put_parts(const struct row *r, int col, int cols, const char *text)
{
	const size_t fits = utf8_cut(text, (size_t)cols);
	struct buf parts = { 0 };
	size_t end = fits;

	if (text[fits] != '\0')
		while (end > 0 && (text[end] != ' ' || text[end + 1] != ' '))
			end--;
	buf_add(&parts, text, end > 0 ? end : strlen(text));
	put(r, col, cols, CELL_PLAIN, buf_text(&parts));
	buf_fini(&parts);
}

/* Label, left part, right part; the right part is asked first how much it needs. */
static void put_row(const struct row *r, const char *label, const struct buf *left,
    const struct buf *right, enum cell_role role)
{
	const int end = r->a.cols - 1;
	const int need = (int)utf8_cols(buf_text(right));
	const int used = 1 + LABELS + (int)utf8_cols(buf_text(left)) + 2;
	int at = used > RIGHT ? used : RIGHT;

	if (need > 0 && at + need > end)
		at = end - need > RIGHT ? end - need : RIGHT;
	put(r, 1, LABELS, CELL_PLAIN, label);
	put_parts(r, 1 + LABELS, (need > 0 ? at - 2 : end) - LABELS - 1, buf_text(left));
	if (need > 0)
		put(r, at, end - at, role, buf_text(right));
}

/* In the words of a call, as far as the row allows. */
static void add_where(const struct case_head *h, struct buf *out)
{
	struct buf shown = { 0 };

	if (*h->where_is != '\0')
		buf_printf(out, "%s\"%s\"", out->len > 0 ? "  " : "",
		    show_fit(h->where_is, WHERE_COLS, &shown));
	buf_fini(&shown);
}

void case_draw_head(struct ui *ui, const struct casefile *f, const struct case_head *h,
    const struct screening *screening, struct cells *g, struct area a)
{
	struct row r = { g, a, 0 };
	struct buf left = { 0 }, right = { 0 };

	add_person(ui, h, &left);
	if (*h->safe != '\0')
		buf_printf(&right, _("Call: %s"), h->safe);
	put_row(&r, _("Person"), &left, &right, CELL_PLAIN);

	r.row++;
	buf_clear(&left);
	buf_clear(&right);
	case_route(ui, f, &left);
	add_where(h, &left);
	buf_printf(&right, _("Responsible: %s"),
	    *f->assigned_name != '\0' ? f->assigned_name : _("nobody"));
	put_row(&r, _("Place"), &left, &right,
	    *f->assigned_name != '\0' ? CELL_PLAIN : CELL_WARN);

	r.row++;
	buf_clear(&left);
	buf_clear(&right);
	add_consents(ui, h, &left);
	add_due(ui, h, &right);
	put_row(&r, _("Accepts"), &left, &right,
	    h->due_at != 0 && h->due_at < ui_now(ui) ? CELL_WARN : CELL_PLAIN);

	r.row++;
	buf_clear(&left);
	screening_show_line(screening, (size_t)(a.cols - 2), &left);
	cells_text(g, a.row + r.row, a.col + 1, a.cols - 2, CELL_PLAIN, buf_text(&left));

	r.row++;
	buf_clear(&left);
	add_warning(ui, f, h, &left);
	if (left.len > 0)
		(void)cells_printf(g, a.row + r.row, a.col + 1, a.cols - 2, CELL_WARN,
		    "! %s", buf_text(&left));
	buf_fini(&left);
	buf_fini(&right);
}
