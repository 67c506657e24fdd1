/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/bodies.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "tui/show.h"
#include "tui/tui_priv.h"

#define HOUR INT64_C(3600)
#define DAY (24 * HOUR)
#define CODE_MAX 31

/* --- texts --- */

void body_codes(struct ui *ui, const char *list, const char *set, struct buf *out)
{
	const char *between = "";
	char code[CODE_MAX + 1];
	size_t len;

	for (const char *p = set; *p != '\0'; p += len) {
		p += strspn(p, " ");
		len = strcspn(p, " ");
		str_printf(code, sizeof(code), "%.*s", (int)len, p);
		if (len > 0)
			buf_printf(out, "%s%s", between, show_code(ui, list, code));
		between = ", ";
	}
}

void body_name(struct ui *ui, const struct institution *i, struct buf *out)
{
	char place[64];

	if (!i->hidden) {
		buf_str(out, i->name);
		return;
	}
	buf_str(out, show_code(ui, "inst", i->kind));
	if (*i->place != '\0')
		buf_printf(out, ", %s", show_place(ui, i->place, place));
}

static void add_duration(int64_t seconds, struct buf *out)
{
	if (seconds < HOUR)
		buf_str(out, "<1 h");
	else if (seconds < 2 * DAY)
		buf_printf(out, "%lld h", (long long)((seconds + HOUR / 2) / HOUR));
	else
		buf_printf(out, "%lld d", (long long)((seconds + DAY / 2) / DAY));
}

void body_answers(const struct inst_answers *a, struct buf *out)
{
	if (a->sent == 0)
		return;
	buf_printf(out, _("%lld of %lld"), (long long)a->answered, (long long)a->sent);
	if (a->answered == 0)
		return;
	buf_printf(out, "  %s ", _("med."));
	add_duration(a->median_s, out);
}

void body_verified(
    struct ui *ui, const struct institution *i, struct buf *out, enum cell_role *role)
{
	char day[24];

	if (i->verified_at == 0) {
		buf_str(out, _("no"));
		return;
	}
	if (!inst_verified(i, ui_now(ui))) {
		*role = CELL_WARN;
		buf_str(out, "! ");
	}
	buf_str(out, clock_day(day, i->verified_at, ui_now(ui)));
}

void body_cell(struct ui *ui, const struct body *body, enum body_col col, struct buf *out,
    enum cell_role *role)
{
	const struct institution *i = &body->inst;

	switch (col) {
	case BODY_NAME:
		body_name(ui, i, out);
		break;
	case BODY_PLACE:
		buf_str(out, body->place);
		break;
	case BODY_HOURS:
		buf_str(out, *i->hours != '\0' ? i->hours : "?");
		break;
	case BODY_ANSWERS:
		body_answers(&i->answers, out);
		break;
	case BODY_VERIFIED:
		body_verified(ui, i, out, role);
		break;
	case BODY_SERVICES:
		body_codes(ui, "service", i->services, out);
		break;
	}
}

/* --- the rows --- */

void body_look_up(struct ui *ui, struct body *body)
{
	struct buf text = { 0 }, fold = { 0 };

	char department[8], place[64];

	str_printf(department, sizeof(department), "%.4s", body->inst.place);
	(void)show_place(ui, department, body->place);
	body_name(ui, &body->inst, &text);
	buf_printf(&text, " %s %s %s ", show_code(ui, "inst", body->inst.kind),
	    body->place, show_place(ui, body->inst.place, place));
	body_codes(ui, "service", body->inst.services, &text);
	txt_fold(&fold, buf_text(&text));
	free(body->words);
	body->words = buf_give(&fold);
	buf_fini(&text);
}

void body_fini(struct body *body)
{
	free(body->words);
	explicit_bzero(body, sizeof(*body));
}

enum err bodies_read(struct bodies *b, struct ui *ui)
{
	struct institution *all = NULL;
	size_t count = 0;
	enum err e =
	    inst_list(ui_store(ui), ui_actor(ui), false, ui_now(ui), &all, &count);

	if (e != AM_OK)
		return e;
	bodies_fini(b);
	b->rows = mem_new(count + 1, sizeof(*b->rows));
	b->shown = mem_new(count + 1, sizeof(*b->shown));
	b->count = count;
	for (size_t i = 0; i < count; i++) {
		b->rows[i].inst = all[i];
		body_look_up(ui, &b->rows[i]);
	}
	free(all);
	bodies_filter(b, "");
	return AM_OK;
}

void bodies_fini(struct bodies *b)
{
	for (size_t i = 0; i < b->count; i++)
		body_fini(&b->rows[i]);
	free(b->rows);
	free(b->shown);
	*b = (struct bodies){ 0 };
}

/* A word of the text begins so. */
static bool has_word(const char *words, const char *word, size_t len)
{
	for (const char *p = words; p != NULL && *p != '\0';) {
		if (strncmp(p, word, len) == 0)
			return true;
		p = strchr(p, ' ');
		if (p != NULL)
			p++;
	}
	return false;
}

bool body_fits(const struct body *body, const char *text)
{
	struct buf fold = { 0 };
	const char *words = body->words != NULL ? body->words : "";
	bool fits = true;
	size_t len;

	txt_fold(&fold, text);
	for (const char *p = buf_text(&fold); fits && *p != '\0'; p += len) {
		p += strspn(p, " ");
		len = strcspn(p, " ");
		fits = len == 0 || has_word(words, p, len);
	}
	buf_fini(&fold);
	return fits;
}

void bodies_filter(struct bodies *b, const char *text)
{
	b->shown_count = 0;
	for (size_t i = 0; i < b->count; i++)
		if (body_fits(&b->rows[i], text))
			b->shown[b->shown_count++] = i;
}

struct body *bodies_at(const struct bodies *b, size_t i)
{
	return i < b->shown_count ? &b->rows[b->shown[i]] : NULL;
}
