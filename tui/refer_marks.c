/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is marked on the screen that refers: addressees and their copies. */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "tui/refer.h"
#include "tui/tui_priv.h"

struct refer_mark *refer_mark_of(struct refer *s, int64_t id)
{
	for (size_t i = 0; i < s->mark_count; i++)
		if (s->marks[i].id == id)
			return &s->marks[i];
	return NULL;
}

size_t refer_addressees(const struct refer *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->mark_count; i++)
		n += s->marks[i].copy_of == 0;
	return n;
}

size_t refer_order(const struct refer *s, const struct refer_mark *mark)
{
	size_t n = 0;

	if (mark->copy_of != 0)
		return 0;
	for (size_t i = 0; i < s->mark_count && &s->marks[i] <= mark; i++)
		n += s->marks[i].copy_of == 0;
	return n;
}

bool refer_is_implicated(const struct refer *s, int64_t id)
{
	for (size_t i = 0; i < s->implicated_count; i++)
		if (s->implicated[i].institution_id == id)
			return true;
	return false;
}

/* The body in focus, if it may be marked; says why not. */
static const struct body *markable(struct refer *s)
{
	const struct body *body = bodies_at(&s->bodies, s->list.at);

	if (body == NULL)
		return NULL;
	if (refer_is_implicated(s, body->inst.id)) {
		ui_message(s->ui, MESSAGE_WARN, "%s",
		    _("It is implicated here: nothing goes to it. b takes the mark "
		      "back."));
		return NULL;
	}
	return body;
}

static struct refer_mark *add(struct refer *s, const struct body *body)
{
	struct buf name = { 0 };
	struct refer_mark *mark;

	if (s->mark_count == COUNT(s->marks))
		return NULL;
	mark = &s->marks[s->mark_count++];
	*mark = (struct refer_mark){ .id = body->inst.id };
	body_name(s->ui, &body->inst, &name);
	str_copy(mark->name, sizeof(mark->name), buf_text(&name));
	buf_fini(&name);
	return mark;
}

/* Its copies go with an addressee; those of later ones move up. */
static void take_away(struct refer *s, struct refer_mark *mark)
{
	const int order = (int)refer_order(s, mark);
	size_t n = 0;

	mark->id = 0;
	for (size_t i = 0; i < s->mark_count; i++) {
		struct refer_mark m = s->marks[i];

		if (m.id == 0 || (order > 0 && m.copy_of == order))
			continue;
		if (order > 0 && m.copy_of > order)
			m.copy_of--;
		s->marks[n++] = m;
	}
	s->mark_count = n;
	for (size_t i = 0; refer_addressees(s) == 0 && i < s->mark_count; i++)
		s->mark_count = 0; /* copies of nothing */
}

void refer_toggle(struct ui *ui, void *state)
{
	struct refer *s = state;
	const struct body *body = markable(s);
	struct refer_mark *mark;

	if (body == NULL)
		return;
	mark = refer_mark_of(s, body->inst.id);
	if (mark != NULL && mark->copy_of == 0)
		take_away(s, mark);
	else if (refer_addressees(s) == REF_TARGETS_MAX)
		ui_message(ui, MESSAGE_WARN, "%s", _("No more than nine at once."));
	else if (mark != NULL)
		mark->copy_of = 0;
	else
		(void)add(s, body);
}

static size_t copies_of(const struct refer *s, int order)
{
	size_t n = 0;

	for (size_t i = 0; i < s->mark_count; i++)
		n += s->marks[i].copy_of == order ||
		     s->marks[i].copy_of == REFER_COPY_OF_ALL;
	return n;
}

/* The last addressee, the one before ..., the first, all of them if they are several. */
static int next_copy(const struct refer *s, int of)
{
	const int last = (int)refer_addressees(s);

	if (of == 0)
		return last;
	if (of == REFER_COPY_OF_ALL)
		return 0;
	if (of > 1)
		return of - 1;
	return last > 1 ? REFER_COPY_OF_ALL : 0;
}

void refer_copy(struct ui *ui, void *state)
{
	struct refer *s = state;
	const struct body *body = markable(s);
	struct refer_mark *mark;
	int of;

	if (body == NULL)
		return;
	mark = refer_mark_of(s, body->inst.id);
	if (body->inst.shelter)
		ui_message(ui, MESSAGE_WARN, "%s", _("A shelter is never sent a copy."));
	else if (mark != NULL && mark->copy_of == 0)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("It is an addressee; the space bar takes that away first."));
	else if (refer_addressees(s) == 0)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Mark first to whom it goes; then c marks who gets a copy."));
	else if ((of = next_copy(s, mark != NULL ? mark->copy_of : 0)) == 0)
		take_away(s, mark);
	else if (copies_of(s, of) >= REF_COPIES_MAX && mark == NULL)
		ui_message(ui, MESSAGE_WARN, "%s", _("No more than five copies."));
	else if ((mark = mark != NULL ? mark : add(s, body)) != NULL)
		mark->copy_of = of;
}

void refer_targets(const struct refer *s, struct ref_plan *plan)
{
	for (size_t i = 0; i < s->mark_count; i++)
		if (s->marks[i].copy_of == 0)
			plan->targets[plan->count++] =
			    (struct ref_target){ .institution_id = s->marks[i].id };
	for (size_t i = 0; i < s->mark_count; i++)
		for (size_t t = 0; t < plan->count; t++) {
			struct ref_target *target = &plan->targets[t];
			const int of = s->marks[i].copy_of;

			if ((of == (int)t + 1 || of == REFER_COPY_OF_ALL) &&
			    target->copy_count < REF_COPIES_MAX)
				target->copies[target->copy_count++] = s->marks[i].id;
		}
}
