/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/show.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/clock.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"
#include "schema/code.h"
#include "schema/number.h"
#include "schema/place.h"
#include "tui/form.h"
#include "tui/tui_priv.h"

#define RISK_HIGH 2  /* 1 immediate danger, 2 high */
#define SHORT_WORD 2 /* "or", "o", "de" */

const char *show_code(struct ui *ui, const char *list, const char *code)
{
	const struct code_list *codes;
	const struct code *c = NULL;

	if (*code == '\0')
		return "";
	if (strcmp(code, "-") == 0)
		return _("did not say");
	if (code_list(ui_store(ui), list, &codes) == AM_OK)
		c = code_find(codes, code);
	return c != NULL ? code_label(c, ui_lang(ui)) : code;
}

void show_giver(
    struct ui *ui, const char *given_by, const char *relation, struct buf *out)
{
	if (*given_by != '\0')
		buf_printf(out, _(", by %s"), given_by);
	else if (*relation != '\0' && strcmp(relation, "-") != 0 &&
		 strcmp(relation, "self") != 0)
		buf_printf(out, _(", by %s"), show_code(ui, "relation", relation));
}

static bool fits(struct ui *ui, const struct code *c, const char *typed)
{
	return txt_starts(code_label(c, ui_lang(ui)), typed) ||
	       (c->key != 0 && typed[0] == c->key && typed[1] == '\0');
}

size_t show_options(struct ui *ui, const char *list, bool (*wanted)(const char *code),
    const char *typed, struct form_option *out, size_t max)
{
	const struct code_list *codes;
	size_t n = 0;

	if (code_list(ui_store(ui), list, &codes) != AM_OK)
		return 0;
	for (size_t i = 0; i < codes->count && n < max; i++) {
		const struct code *c = &codes->codes[i];

		if ((wanted != NULL && !wanted(c->code)) || !fits(ui, c, typed))
			continue;
		out[n].key = c->key;
		str_copy(out[n].value, sizeof(out[n].value), c->code);
		str_copy(out[n].label, sizeof(out[n].label), code_label(c, ui_lang(ui)));
		n++;
	}
	return n;
}

/* How many bytes of text are its first cols columns. */
static size_t first_cols(const char *text, size_t cols)
{
	const char *p = text, *end = text + strlen(text);

	while (p < end && cols > 0) {
		(void)utf8_next(&p, end);
		cols--;
	}
	return (size_t)(p - text);
}

/* The whole words of the first n bytes of text, and no "or" or "o" at their end. */
static size_t whole_words(const char *text, size_t n)
{
	const char *blank = text[n] == ' ' ? text + n : memrchr(text, ' ', n);
	const size_t words = blank != NULL ? (size_t)(blank - text) : n;
	const char *last = memrchr(text, ' ', words);

	if (last != NULL && words - (size_t)(last - text) <= SHORT_WORD + 1)
		return (size_t)(last - text);
	return words;
}

/* "Danger" of "Danger, or help for herself"; a comma of a name or a sentence cuts nothing. */
static const char *alternative(const char *text, size_t n)
{
	static const char *const before[] = { ", or ", ", o ", ", u " };
	const char *found = NULL;

	for (size_t i = 0; i < COUNT(before) && found == NULL; i++)
		found = strstr(text, before[i]);
	return found != NULL && (size_t)(found - text) <= n ? found : NULL;
}

/* Where a text ends best of which only the first n bytes can be seen: half a word says
 * more than none of it. */
static size_t best_end(const char *text, size_t n)
{
	const char *comma = alternative(text, n);
	const size_t words = whole_words(text, n);
	size_t end = words * 5 >= n * 3 ? words : n;

	if (comma != NULL)
		return (size_t)(comma - text);
	while (end > 0 && strchr(",;:", text[end - 1]) != NULL)
		end--;
	return end;
}

const char *show_fit(const char *text, int cols, struct buf *out)
{
	const size_t n = first_cols(text, cols > 0 ? (size_t)cols : 0);

	buf_clear(out);
	buf_add(out, text, text[n] == '\0' ? n : best_end(text, n));
	return buf_text(out);
}

size_t show_line(const char *text, size_t cols)
{
	const size_t line = strcspn(text, "\n"), n = first_cols(text, cols);
	const char *blank;

	if (n >= line)
		return line;
	blank = text[n] == ' ' ? text + n : memrchr(text, ' ', n);
	return blank != NULL && blank > text ? (size_t)(blank - text) : n;
}

char *show_place(struct ui *ui, const char *id, char out[64])
{
	struct place place;

	if (*id == '\0' || strcmp(id, "-") == 0)
		return str_copy(out, 64, *id == '\0' ? "" : _("did not say"));
	if (place_get(ui_store(ui), id, &place) != AM_OK)
		return str_copy(out, 64, id);
	return str_copy(out, 64, place.name);
}

char *show_moment(struct ui *ui, int64_t at, char out[40])
{
	const int64_t now = ui_now(ui);
	char hm[6], day[24];

	clock_hm(hm, at);
	if (clock_day_start(at) == clock_day_start(now))
		return str_copy(out, 40, hm);
	return str_printf(out, 40, "%s %s", clock_day(day, at, now), hm);
}

void show_call_read(struct ui *ui, struct show_call *call)
{
	(void)show_place(ui, call->row.place, call->place);
}

static const char *result(struct ui *ui, const struct call_row *row)
{
	switch (row->call.status) {
	case CALL_OPEN:
		return _("open");
	case CALL_VOID:
		return _("void");
	case CALL_CLOSED:
		break;
	}
	return show_code(ui, "dispo", row->dispo);
}

static void add_risk(struct ui *ui, int risk, struct buf *out, enum cell_role *role)
{
	char code[8];

	if (risk <= 0)
		return;
	if (risk <= RISK_HIGH) {
		*role = CELL_ALARM;
		buf_str(out, "!! ");
	}
	buf_str(out, show_code(ui, "risk", str_printf(code, sizeof(code), "%d", risk)));
}

/* What was entered late may be of another day: that says more than its hour. */
static void show_time(struct ui *ui, const struct call_row *row, struct buf *out)
{
	const int64_t at = row->call.started_at;
	const struct clock_parts p = clock_split(at);
	char hm[6];

	if (row->call.entered_at != 0 && clock_day_start(at) != clock_day_start(ui_now(ui)))
		buf_printf(out, "%02d/%02d", p.day, p.month);
	else
		buf_str(out, clock_hm(hm, at));
}

void show_call_cell(struct ui *ui, const struct show_call *call, enum show_call_col col,
    struct buf *out, enum cell_role *role)
{
	const struct call_row *row = &call->row;
	char text[NUMBER_LEN + 40];

	switch (col) {
	case SHOW_TIME:
		show_time(ui, row, out);
		break;
	case SHOW_NUMBER:
		buf_str(out, number_short(text, row->call.number));
		break;
	case SHOW_MOTIVE:
		buf_str(out, show_code(ui, "motive", row->motive));
		break;
	case SHOW_PLACE:
		buf_str(out, call->place);
		break;
	case SHOW_RESULT:
		buf_printf(out, "%s%s%s%s%s", result(ui, row),
		    row->call.outgoing ? " >" : "", row->call.continues_id != 0 ? " +" : "",
		    row->call.entered_at != 0 ? " P" : "", row->corrected ? " *" : "");
		break;
	case SHOW_RISK:
		add_risk(ui, row->risk, out, role);
		break;
	case SHOW_WHO:
		buf_str(out, row->operator_name);
		break;
	}
}
