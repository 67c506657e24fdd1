/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/form_priv.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"
#include "schema/record.h"
#include "tui/tui_priv.h"

/* --- fields and slots --- */

const struct field *fill_field(const struct form_fill *f, size_t field)
{
	return &f->form->fields[field];
}

size_t fill_slot_field(const struct form_fill *f, size_t slot)
{
	const size_t field = form_find(f->form, f->layout->slots[slot].id);

	assert(field < f->form->count); /* test_layout walks every slot */
	return field;
}

size_t fill_here(const struct form_fill *f)
{
	return fill_slot_field(f, f->slot);
}

const struct kind *fill_kind_here(const struct form_fill *f)
{
	return fill_kind(fill_field(f, fill_here(f))->type);
}

static const struct slot *slot_of(const struct form_fill *f, size_t field)
{
	for (size_t i = 0; i < f->layout->slot_count; i++)
		if (strcmp(f->layout->slots[i].id, f->form->fields[field].id) == 0)
			return &f->layout->slots[i];
	return NULL;
}

const char *fill_default(const struct form_fill *f, size_t field)
{
	const struct slot *slot = slot_of(f, field);

	if (f->dropped[field])
		return "";
	if (f->defaults[field] != NULL)
		return f->defaults[field];
	return slot != NULL && slot->value != NULL ? slot->value : "";
}

const char *fill_value(const struct form_fill *f, size_t field)
{
	const char *value = record_get(f->rec, field);

	return *value != '\0' ? value : fill_default(f, field);
}

bool fill_shows_default(const struct form_fill *f)
{
	return *record_get(f->rec, fill_here(f)) == '\0' &&
	       *fill_default(f, fill_here(f)) != '\0';
}

bool fill_required(const struct form_fill *f, const struct slot *slot)
{
	const size_t field = form_find(f->form, slot->id);

	return (slot->flags & SLOT_ASK) != 0 ||
	       (fill_field(f, field)->flags & FIELD_REQUIRED) != 0;
}

/* "-" is an answer, but nothing that a further question could be about. */
bool fill_filled(const char *value)
{
	return *value != '\0' && strcmp(value, "-") != 0;
}

static bool visited(const struct form_fill *f, size_t slot)
{
	const struct slot *s = &f->layout->slots[slot];

	return (s->flags & SLOT_VISIT) != 0 &&
	       (s->after == NULL || fill_filled(form_value(f, s->after)));
}

const char *fill_label(const struct form_fill *f, const struct slot *slot)
{
	return _(slot->label != NULL
		     ? slot->label
		     : fill_field(f, form_find(f->form, slot->id))->label);
}

void fill_say(struct form_fill *f, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vprintf(f->said, sizeof(f->said), format, args);
	va_end(args);
}
/* --- entering, leaving, moving --- */

void fill_set_line(struct form_fill *f, const char *text)
{
	str_copy(f->line, sizeof(f->line), text);
	f->len = f->caret = strlen(f->line);
}

static void enter(struct form_fill *f, size_t slot)
{
	f->slot = slot;
	f->refused[0] = '\0';
	fill_set_line(f, "");
	if (fill_kind_here(f)->boxed)
		fill_set_line(f, record_get(f->rec, fill_here(f)));
}

/* By a key; a form that only takes another shape leaves the field as it is. */
static void come_to(struct form_fill *f, size_t slot)
{
	enter(f, slot);
	f->fresh = true;
}

/* What was typed is checked; wrong or right it stays. */
static void leave(struct form_fill *f)
{
	if (fill_kind_here(f)->leave != NULL && !f->readonly)
		fill_kind_here(f)->leave(f);
}

unsigned fill_go(struct form_fill *f, size_t slot)
{
	leave(f);
	come_to(f, slot);
	return FORM_TOOK | FORM_LEFT;
}

/* The slot whose field comes next in the form, or the one before; false: there is none. */
static bool beside_on_paper(const struct form_fill *f, bool ahead, size_t *slot)
{
	const size_t here = fill_here(f);
	size_t best = here;

	for (size_t i = 0; i < f->layout->slot_count; i++) {
		const size_t field = fill_slot_field(f, i);
		const bool beside = ahead ? field > here : field < here;

		if (beside && (best == here || (ahead ? field < best : field > best))) {
			best = field;
			*slot = i;
		}
	}
	return best != here;
}

static bool next_visited(const struct form_fill *f, size_t *slot)
{
	if (f->paper)
		return beside_on_paper(f, true, slot);
	for (size_t i = f->slot + 1; i < f->layout->slot_count; i++) {
		if (visited(f, i)) {
			*slot = i;
			return true;
		}
	}
	return false;
}

static bool previous_visited(const struct form_fill *f, size_t *slot)
{
	if (f->paper)
		return beside_on_paper(f, false, slot);
	for (size_t i = f->slot; i-- > 0;) {
		if (visited(f, i)) {
			*slot = i;
			return true;
		}
	}
	return false;
}

/* Enter on a field takes its default: a person has seen it.  What form_default() proposes
 * goes on following the other answers until it is saved. */
static void accept_default(struct form_fill *f)
{
	const size_t field = fill_here(f);

	if (!f->readonly && f->len == 0 && f->defaults[field] == NULL &&
	    fill_shows_default(f))
		record_set(f->rec, field, fill_default(f, field));
}

unsigned fill_go_next(struct form_fill *f, bool by_key)
{
	size_t slot = f->slot;
	unsigned did;

	/* Left first: what it was decides which fields follow. */
	leave(f);
	accept_default(f);
	if (!next_visited(f, &slot) && by_key && f->said[0] == '\0')
		fill_say(f, "%s", _("This is the last field. F9 saves."));
	did = FORM_TOOK | FORM_LEFT;
	come_to(f, slot);
	return did;
}

static unsigned go_back(struct form_fill *f)
{
	size_t slot = f->slot;

	leave(f);
	(void)previous_visited(f, &slot);
	come_to(f, slot);
	return FORM_TOOK | FORM_LEFT;
}

/* The arrows reach every field, asked or not. */
static unsigned go_arrow(struct form_fill *f, bool down)
{
	const size_t last = f->layout->slot_count - 1;

	if (down)
		return fill_go(f, f->slot < last ? f->slot + 1 : last);
	return fill_go(f, f->slot > 0 ? f->slot - 1 : 0);
}
/* --- values --- */

unsigned fill_set_value(struct form_fill *f, const char *value)
{
	const size_t field = fill_here(f);

	record_set(f->rec, field, value);
	f->wrong[field] = false;
	f->dropped[field] = *value == '\0';
	return FORM_TOOK | FORM_TYPED;
}

/* A province lies in its department: it goes when the department is another one. */
static void drop_outside(struct form_fill *f, const char *id)
{
	for (size_t i = 0; i < f->layout->slot_count; i++) {
		const struct slot *s = &f->layout->slots[i];
		const char *around = form_value(f, id);
		const size_t field = form_find(f->form, s->id);

		if (s->within != NULL && strcmp(s->within, id) == 0 &&
		    strncmp(record_get(f->rec, field), around, strlen(around)) != 0)
			record_set(f->rec, field, "");
	}
}

unsigned fill_choose(struct form_fill *f, const char *value)
{
	unsigned did = fill_set_value(f, value) | FORM_CHOSE;

	f->chosen = fill_field(f, fill_here(f))->id;
	fill_set_line(f, "");
	drop_outside(f, f->chosen);
	return did;
}

static unsigned copy_previous(struct form_fill *f)
{
	const char *value = NULL;

	if (f->source.previous != NULL)
		value = f->source.previous(
		    f->source.previous_data, fill_field(f, fill_here(f))->id);
	if (value == NULL || *value == '\0') {
		fill_say(f, "%s", _("The previous call has nothing there."));
		return FORM_TOOK;
	}
	if (fill_kind_here(f)->boxed) {
		const unsigned did = fill_set_value(f, value);

		fill_set_line(f, value);
		return did | fill_go_next(f, false);
	}
	return fill_choose(f, value) | fill_go_next(f, false);
}

/* "-", "=" and "?" in an empty field; 0 if the character is none of them. */
unsigned fill_special(struct form_fill *f, uint32_t c)
{
	const struct slot *slot = form_slot(f);

	if (c == '?')
		return FORM_TOOK | FORM_HELP;
	if (c == '=')
		return copy_previous(f);
	if (c != '-')
		return 0;
	if (fill_required(f, slot)) {
		fill_say(f, _("%s: this needs an answer."), fill_label(f, slot));
		return FORM_TOOK;
	}
	fill_set_line(f, "");
	if (!fill_kind_here(f)->boxed)
		return fill_choose(f, "-") | fill_go_next(f, false);
	fill_set_line(f, "-");
	return fill_set_value(f, "-") | fill_go_next(f, false);
}
/* --- the types --- */

const struct kind *fill_kind(enum field_type type)
{
	static const struct kind *const kinds[FIELD_TYPES] = {
		[FIELD_CODE] = &kind_code,
		[FIELD_CODES] = &kind_codes,
		[FIELD_PLACE] = &kind_place,
		[FIELD_TEXT] = &kind_line,
		[FIELD_NOTES] = &kind_notes,
		[FIELD_NUMBER] = &kind_line,
		[FIELD_AGE] = &kind_line,
		[FIELD_DATE] = &kind_line,
		[FIELD_TIME] = &kind_line,
		[FIELD_MOMENT] = &kind_line,
		[FIELD_SPAN] = &kind_line,
		[FIELD_PHONE] = &kind_phone,
		[FIELD_YESNO] = &kind_answer,
		[FIELD_SIGNAL] = &kind_answer,
	};

	return kinds[type];
}

/* --- for callers --- */

struct form_fill *form_new(
    struct record *rec, const struct layout *layout, const struct form_source *source)
{
	struct form_fill *f = mem_new(1, sizeof(*f));

	f->rec = rec;
	f->form = record_form(rec);
	f->layout = layout;
	f->source = *source;
	f->left = SIZE_MAX;
	f->wrong = mem_new(f->form->count, sizeof(*f->wrong));
	f->dropped = mem_new(f->form->count, sizeof(*f->dropped));
	f->defaults = mem_new(f->form->count, sizeof(*f->defaults));
	f->places = mem_new(f->form->count, sizeof(*f->places));
	f->notes_field = f->form->count;
	for (size_t i = 0; i < f->form->count; i++)
		if (f->form->fields[i].type == FIELD_NOTES)
			f->notes_field = i;
	if (f->notes_field < f->form->count)
		notes_init(&f->notes, fill_field(f, f->notes_field)->max_len,
		    fill_field(f, f->notes_field)->cols);
	form_reload(f);
	form_layout(f, layout);
	return f;
}

void form_free(struct form_fill *f)
{
	if (f == NULL)
		return;
	if (f->notes_field < f->form->count)
		notes_fini(&f->notes);
	for (size_t i = 0; i < f->form->count; i++)
		free(f->defaults[i]);
	free(f->defaults);
	free(f->places);
	free(f->dropped);
	free(f->wrong);
	explicit_bzero(f->line, sizeof(f->line));
	free(f);
}

void form_layout(struct form_fill *f, const struct layout *layout)
{
	const char *id =
	    f->slot < f->layout->slot_count ? f->layout->slots[f->slot].id : "";
	size_t slot = 0;

	if (f->layout != layout)
		f->left = SIZE_MAX;
	f->layout = layout;
	for (size_t i = 0; i < layout->slot_count; i++)
		if (strcmp(layout->slots[i].id, id) == 0)
			slot = i;
	enter(f, slot);
}

void form_reload(struct form_fill *f)
{
	if (f->notes_field < f->form->count) {
		const size_t caret = f->notes.caret;

		notes_set(&f->notes, record_get(f->rec, f->notes_field));
		if (caret > 0)
			notes_caret(&f->notes, caret);
	}
	enter(f, f->slot);
}

void form_default(struct form_fill *f, const char *id, const char *value)
{
	const size_t field = form_find(f->form, id);

	assert(field < f->form->count);
	free(f->defaults[field]);
	f->defaults[field] = *value != '\0' ? mem_dup(value) : NULL;
}

void form_focus(struct form_fill *f, size_t field, size_t caret)
{
	for (size_t i = 0; i < f->layout->slot_count; i++) {
		if (fill_slot_field(f, i) != field)
			continue;
		enter(f, i);
		if (field == f->notes_field)
			notes_caret(&f->notes, caret);
		f->caret = caret < f->len ? caret : f->len;
		while (f->caret > 0 && ((unsigned char)f->line[f->caret] & 0xc0) == 0x80)
			f->caret--;
	}
}

void form_from_paper(struct form_fill *f, bool paper)
{
	f->paper = paper;
}

void form_in_round(struct form_fill *f)
{
	f->round = true;
}

void form_readonly(struct form_fill *f, bool readonly)
{
	f->readonly = readonly;
}

static unsigned go_tab(struct form_fill *f)
{
	const bool round = f->round && form_last(f);

	if (round) {
		leave(f);
		enter(f, 0);
	}
	return fill_go_next(f, !round);
}

/* Keys that lead from field to field. */
static unsigned move_key(struct form_fill *f, enum key_code code)
{
	switch (code) {
	case KEY_TAB:
		return go_tab(f);
	case KEY_ENTER:
		return fill_go_next(f, true);
	case KEY_BACKTAB:
		return go_back(f);
	case KEY_DOWN:
	case KEY_UP:
		return go_arrow(f, code == KEY_DOWN);
	default:
		return 0;
	}
}

/* Keys of the editor that change nothing. */
static bool only_moves(enum key_code code)
{
	return code == KEY_UP || code == KEY_DOWN || code == KEY_PAGE_UP ||
	       code == KEY_PAGE_DOWN || code == KEY_F7 || code == KEY_F8 ||
	       code == KEY_LEFT || code == KEY_HOME;
}

/* "16" has gone on by itself; "16?" and "16-18" go on in it. */
static void back_to_left(struct form_fill *f, const struct key *key)
{
	const size_t left = f->left;

	f->left = SIZE_MAX;
	if (left >= f->layout->slot_count || key->code != KEY_TEXT ||
	    (key->c != '?' && key->c != '-'))
		return;
	enter(f, left);
	f->first = false;
}

/* Of a word whose first letters have chosen something, or nothing. */
static bool belongs_to_a_word(struct form_fill *f, const struct key *key)
{
	return fill_refuses(f, key) || fill_strays(f, key) || fill_spells_on(f, key) ||
	       fill_confirms(f, key);
}

unsigned form_key(struct form_fill *f, const struct key *key)
{
	unsigned did = 0;

	f->first = f->fresh;
	f->fresh = false;
	back_to_left(f, key);

	f->said[0] = '\0';
	f->chosen = NULL;
	if (key->code == KEY_TEXT && key->c < ' ')
		return 0;
	if (!f->readonly && belongs_to_a_word(f, key))
		return FORM_TOOK;
	if (!f->readonly || (fill_here(f) == f->notes_field && only_moves(key->code)))
		did = fill_kind_here(f)->key(f, key);
	return did != 0 ? did : move_key(f, key->code);
}

unsigned form_advance(struct form_fill *f)
{
	return fill_go_next(f, false);
}

bool form_last(const struct form_fill *f)
{
	size_t slot = f->slot;

	return !next_visited(f, &slot);
}

const char *form_said(const struct form_fill *f)
{
	return f->said[0] != '\0' ? f->said : NULL;
}

const char *form_chosen(const struct form_fill *f)
{
	return f->chosen;
}

size_t form_at(const struct form_fill *f)
{
	return fill_here(f);
}

size_t form_caret(const struct form_fill *f)
{
	return fill_here(f) == f->notes_field ? f->notes.caret : f->caret;
}

const struct slot *form_slot(const struct form_fill *f)
{
	return &f->layout->slots[f->slot];
}

const char *form_value(const struct form_fill *f, const char *id)
{
	const size_t field = form_find(f->form, id);

	return field < f->form->count ? fill_value(f, field) : "";
}

static bool acceptable(struct form_fill *f, size_t slot)
{
	const struct slot *s = &f->layout->slots[slot];
	const size_t field = fill_slot_field(f, slot);

	if (f->wrong[field]) {
		fill_go(f, slot);
		fill_say(f, "%s", _(field_rule(fill_field(f, field))));
		return false;
	}
	if (!fill_whole(f, field)) {
		fill_go(f, slot);
		(void)fill_whole(f, field); /* the field left may have said another thing */
		return false;
	}
	if (fill_required(f, s) && *fill_value(f, field) == '\0') {
		fill_go(f, slot);
		fill_say(f, _("%s: this needs an answer."), fill_label(f, s));
		return false;
	}
	return true;
}

bool form_ready(struct form_fill *f)
{
	f->said[0] = '\0';
	form_settle(f);
	for (size_t i = 0; i < f->layout->slot_count; i++)
		if (!acceptable(f, i))
			return false;
	for (size_t i = 0; i < f->form->count; i++)
		if (*record_get(f->rec, i) == '\0' && *fill_default(f, i) != '\0')
			record_set(f->rec, i, fill_default(f, i));
	f->said[0] = '\0';
	return true;
}

void form_settle(struct form_fill *f)
{
	const size_t caret = f->caret;

	form_shown(f);
	leave(f);
	enter(f, f->slot);
	f->caret = caret < f->len ? caret : f->len;
	while (f->caret > 0 && ((unsigned char)f->line[f->caret] & 0xc0) == 0x80)
		f->caret--;
}

const struct spelt *form_spelt(const struct form_fill *f)
{
	return &f->spelt;
}

void form_shown(struct form_fill *f)
{
	f->run = (struct place_run){ .len = 0 };
	spelt_end(&f->spelt);
}

unsigned form_choose(struct form_fill *f, const char *value)
{
	unsigned did;

	f->said[0] = '\0';
	form_shown(f);
	did = fill_field(f, fill_here(f))->type == FIELD_CODES ? fill_toggle(f, value)
							       : fill_choose(f, value);
	return (did & FORM_CHOSE) != 0 ? did | fill_go_next(f, false) : did;
}
