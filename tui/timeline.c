/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/case_edit.h"
#include "schema/number.h"
#include "schema/operator.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/view.h"

char *timeline_when(struct ui *ui, int64_t at, char out[40])
{
	const int64_t now = ui_now(ui);
	char hm[6], day[24];

	clock_day(day, at, now);
	if (clock_split(at).year != clock_split(now).year)
		return str_copy(out, 40, day);
	return str_printf(out, 40, "%s %s", day, clock_hm(hm, at));
}

/* --- words that are not in a list of codes --- */

struct word {
	const char *word, *label; /* label: N_() */
};

/* clang-format off */
static const struct word rescue_words[] = {
	{ "start", N_("begins") }, { "checkin", N_("check-in") }, { "missed", N_("no check-in") },
	{ "offered", N_("handed over, not accepted yet") }, { "accepted", N_("taken over") },
	{ "declined", N_("not taken over") }, { "every", N_("another interval") },
	{ "note", N_("note") }, { "undone", N_("taken back") }, { "end", N_("ends") },
	{ NULL, NULL },
};
static const struct word grant_words[] = {
	{ "reason", N_("Came in from outside") }, { "granted", N_("Was let in") },
	{ "breakglass", N_("Came in for an emergency") },
	{ NULL, NULL },
};
/* clang-format on */

static const char *word_of(const struct word *words, const char *word)
{
	for (; words->word != NULL; words++)
		if (strcmp(words->word, word) == 0)
			return _(words->label);
	return word;
}

/* --- one line --- */

typedef void line_of(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role);

/* The first line of what was written, behind the rest. */
static void add_body(const struct case_event *e, struct buf *out)
{
	const size_t line = strcspn(e->body, "\n");

	if (line > 0) {
		buf_str(out, ": ");
		buf_add(out, e->body, line);
	}
}

static void opened(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	char number[NUMBER_LEN];

	(void)role;
	buf_printf(out, _("%s opened: %s"), number_show(number, NUMBER_CASE, e->n),
	    show_code(ui, "source", e->a));
}

static void call(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	char number[NUMBER_LEN];
	const char *result = show_code(ui, "dispo", e->b);

	(void)role;
	buf_str(out, number_show(number, NUMBER_CALL, e->n));
	if (strcmp(e->c, "0") == 0)
		buf_printf(out, " (%s)", _("possible"));
	if (*e->a != '\0')
		buf_printf(out, ": %s", show_code(ui, "motive", e->a));
	if (*result != '\0')
		buf_printf(out, ", %s", result);
	if (*e->a == '\0' && *result == '\0')
		buf_printf(out, ": %s", _("open"));
}

static void unlinked(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	char number[NUMBER_LEN];

	(void)ui, (void)role;
	buf_printf(
	    out, _("%s taken off this case"), number_show(number, NUMBER_CALL, e->n));
	add_body(e, out);
}

static void note(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	(void)ui, (void)role;
	buf_str(out, *e->a != '\0' ? _("Note withdrawn") : _("Note"));
	add_body(e, out);
}

static void referral(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	const char *body = *e->text != '\0' ? e->text : _("a confidential place");

	(void)role;
	buf_printf(out,
	    strcmp(e->b, "consult") == 0 ? _("Consultation, %s: %s")
					 : _("Referral, %s: %s"),
	    body, show_code(ui, "refstatus", e->a));
}

static void promised(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	char when[40];

	(void)role;
	buf_printf(out, _("To do, %s: %s"), show_moment(ui, e->n, when),
	    show_code(ui, "followup", e->a));
	add_body(e, out);
}

static void done(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	(void)role;
	buf_printf(out, _("Done, %s"), show_code(ui, "followup", e->a));
	add_body(e, out);
}

static void status(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	(void)role;
	buf_printf(out, _("Status: %s -> %s"), show_code(ui, "casestatus", e->a),
	    show_code(ui, "casestatus", e->b));
}

static void risk(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	const bool high = strcmp(e->b, "1") == 0 || strcmp(e->b, "2") == 0;

	if (high)
		*role = CELL_ALARM;
	buf_printf(out, _("%sRisk: %s -> %s"), high ? "!! " : "",
	    show_code(ui, "risk", e->a), show_code(ui, "risk", e->b));
}

/* Her work name, also of one who is not here any more. */
static const char *person(struct ui *ui, const char *id, char out[NAME_LEN])
{
	struct operator op;

	if (*id == '\0')
		return str_copy(out, NAME_LEN, _("nobody"));
	if (operator_get(ui_store(ui), strtoll(id, NULL, 10), &op) != AM_OK)
		return str_copy(out, NAME_LEN, id);
	return str_copy(out, NAME_LEN, op.name);
}

static void assigned(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	char before[NAME_LEN], after[NAME_LEN];

	(void)role;
	buf_printf(out, _("Responsible: %s -> %s"), person(ui, e->a, before),
	    person(ui, e->b, after));
}

/* "title place_now": the labels of these fields. */
static void changed(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	const char *between = "";

	(void)ui, (void)role;
	buf_str(out, _("Changed: "));
	for (const char *p = e->text; *p != '\0';) {
		char id[24];
		const size_t len = strcspn(p, " ");
		size_t field;

		str_printf(id, sizeof(id), "%.*s", (int)len, p);
		field = form_find(&case_form, id);
		buf_printf(out, "%s%s", between,
		    field < case_form.count ? _(case_form.fields[field].label) : id);
		between = ", ";
		p += len + strspn(p + len, " ");
	}
}

static void rescue(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	(void)ui;
	if (strcmp(e->a, "missed") == 0)
		*role = CELL_ALARM;
	buf_printf(out, _("%sRescue operation: %s"), *role == CELL_ALARM ? "!! " : "",
	    word_of(rescue_words, e->a));
	add_body(e, out);
}

static void consent(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	const enum consent_purpose purpose = consent_purpose_find(e->a);

	(void)role;
	buf_printf(out, _("Consent %s: %s"),
	    purpose < CONSENT_PURPOSES ? _(consent_purpose_label(purpose)) : e->a,
	    show_code(ui, "consent", e->b));
	if (*e->text != '\0')
		buf_printf(out, ", %s", e->text);
}

static void assisted(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	(void)role;
	buf_printf(out, "%s: %lld %s", show_code(ui, "assist", e->a), (long long)e->n,
	    show_code(ui, "unit", e->c));
	if (*e->text != '\0')
		buf_printf(out, ", %s", e->text);
}

static void legal(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	(void)role;
	buf_printf(out, _("Legal track: %s"), show_code(ui, "proc", e->a));
	if (*e->text != '\0')
		buf_printf(out, ", %s", e->text);
}

static void came_in(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	(void)ui, (void)role;
	buf_str(out, word_of(grant_words, e->a));
	add_body(e, out);
}

static void flagged(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	(void)role;
	buf_printf(out, _("Flag, %s"), show_code(ui, "flag", e->a));
	add_body(e, out);
}

static void solved(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	(void)role;
	buf_printf(out, _("Flag settled, %s"), show_code(ui, "flag", e->a));
	add_body(e, out);
}

static void merged(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	char number[NUMBER_LEN];

	(void)ui, (void)role;
	buf_printf(out,
	    strcmp(e->a, "merge") == 0 ? _("%s joined with this case")
				       : _("%s stands by itself again"),
	    number_show(number, NUMBER_CASE, e->n));
	add_body(e, out);
}

static void somebody(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	(void)role;
	buf_printf(out, _("Person: %s, %s"),
	    *e->text != '\0' ? e->text : _("no name yet"), show_code(ui, "role", e->a));
}

static void screened(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	(void)ui, (void)role;
	buf_printf(out, _("Screening: %d answers"), (int)e->n);
}

static void exported(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	(void)ui, (void)role;
	buf_str(out, _("Sheet of the case made"));
	add_body(e, out);
}

static line_of *const lines[EVENT_KINDS] = {
	[EVENT_OPENED] = opened,
	[EVENT_CALL] = call,
	[EVENT_UNLINKED] = unlinked,
	[EVENT_NOTE] = note,
	[EVENT_REFERRAL] = referral,
	[EVENT_PROMISED] = promised,
	[EVENT_DONE] = done,
	[EVENT_STATUS] = status,
	[EVENT_RISK] = risk,
	[EVENT_ASSIGNED] = assigned,
	[EVENT_CHANGED] = changed,
	[EVENT_RESCUE] = rescue,
	[EVENT_CONSENT] = consent,
	[EVENT_ASSISTED] = assisted,
	[EVENT_LEGAL] = legal,
	[EVENT_READ] = came_in,
	[EVENT_FLAGGED] = flagged,
	[EVENT_SOLVED] = solved,
	[EVENT_MERGED] = merged,
	[EVENT_PERSON] = somebody,
	[EVENT_SCREENED] = screened,
	[EVENT_EXPORTED] = exported,
};

void timeline_line(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role)
{
	lines[e->kind](ui, e, out, role);
}

/* A value as the form of the case would show it. */
static void add_value(
    struct ui *ui, const struct field *f, const char *value, struct buf *out)
{
	char name[64];

	if (*value == '\0')
		buf_str(out, _("empty"));
	else if (f->type == FIELD_CODE)
		buf_str(out, show_code(ui, f->list, value));
	else if (f->type == FIELD_PLACE)
		buf_str(out, show_place(ui, value, name));
	else
		buf_str(out, value);
}

/* "title\tCase": "Title (before: Case)". */
static void add_before(struct ui *ui, const char *line, size_t len, struct buf *out)
{
	const char *tab = memchr(line, '\t', len);
	const size_t id_len = tab != NULL ? (size_t)(tab - line) : len;
	char id[24], value[240];
	size_t field;

	str_printf(id, sizeof(id), "%.*s", (int)id_len, line);
	str_printf(value, sizeof(value), "%.*s", (int)(len - id_len), line + id_len);
	field = form_find(&case_form, id);
	if (field == case_form.count)
		return;
	buf_printf(out, _("%s (before: "), _(case_form.fields[field].label));
	add_value(ui, &case_form.fields[field], *value != '\0' ? value + 1 : "", out);
	buf_str(out, ")\n");
}

static void changes_detail(struct ui *ui, const struct case_event *e, struct buf *out)
{
	for (const char *p = e->body; *p != '\0';) {
		const size_t len = strcspn(p, "\n");

		add_before(ui, p, len, out);
		p += len + (p[len] == '\n');
	}
}

/* A line that says all is said again only where more was written than it shows. */
void timeline_detail(struct ui *ui, const struct case_event *e, struct buf *out)
{
	enum cell_role role = CELL_PLAIN;

	if (e->kind == EVENT_CHANGED)
		changes_detail(ui, e, out);
	else if (*e->body != '\0')
		buf_str(out, e->body);
	else
		timeline_line(ui, e, out, &role);
}
