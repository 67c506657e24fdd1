/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/form.h"

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
#include "tui/notes.h"
#include "tui/show.h"
#include "tui/tui_priv.h"

#define LINE_MAX_BYTES 1024 /* longer than any value of one line */
#define AHEAD_MAX 48        /* letters typed ahead in a list */
#define SAID_MAX 160

struct form_fill {
	struct record *rec;
	const struct form *form;
	const struct layout *layout;
	struct form_source source;
	size_t slot; /* in focus */

	/* The text of the field in focus if it has one line; the letters typed ahead if
	 * it is picked from a list. */
	char line[LINE_MAX_BYTES];
	size_t len, caret;

	struct notes notes; /* of the only FIELD_NOTES */
	size_t notes_field; /* form->count: there is none */

	bool *wrong;          /* by field: what was typed is not valid */
	bool *dropped;        /* by field: its default was rubbed out */
	char **defaults;      /* by field: set by form_default(), or NULL */
	struct place *places; /* by field: the place shown last */

	char said[SAID_MAX];
	const char *chosen;
	bool readonly;
};

/* How a type is edited and shown. */
struct kind {
	unsigned (*key)(struct form_fill *f, const struct key *key);
	void (*leave)(struct form_fill *f);
	void (*show)(
	    struct form_fill *f, size_t field, const char *value, struct buf *out);
	bool boxed; /* the whole value stands in the box; otherwise "[3] Radio" */
};
static const struct kind *kind_of(enum field_type type);

/* --- fields and slots --- */

static const struct field *field_of(const struct form_fill *f, size_t field)
{
	return &f->form->fields[field];
}

static size_t slot_field(const struct form_fill *f, size_t slot)
{
	const size_t field = form_find(f->form, f->layout->slots[slot].id);

	assert(field < f->form->count); /* test_layout walks every slot */
	return field;
}

static size_t here(const struct form_fill *f)
{
	return slot_field(f, f->slot);
}

static const struct kind *kind_here(const struct form_fill *f)
{
	return kind_of(field_of(f, here(f))->type);
}

static const struct slot *slot_of(const struct form_fill *f, size_t field)
{
	for (size_t i = 0; i < f->layout->slot_count; i++)
		if (strcmp(f->layout->slots[i].id, f->form->fields[field].id) == 0)
			return &f->layout->slots[i];
	return NULL;
}

static const char *default_of(const struct form_fill *f, size_t field)
{
	const struct slot *slot = slot_of(f, field);

	if (f->dropped[field])
		return "";
	if (f->defaults[field] != NULL)
		return f->defaults[field];
	return slot != NULL && slot->value != NULL ? slot->value : "";
}

static const char *value_of(const struct form_fill *f, size_t field)
{
	const char *value = record_get(f->rec, field);

	return *value != '\0' ? value : default_of(f, field);
}

static bool shows_default(const struct form_fill *f)
{
	return *record_get(f->rec, here(f)) == '\0' && *default_of(f, here(f)) != '\0';
}

static bool required(const struct form_fill *f, const struct slot *slot)
{
	const size_t field = form_find(f->form, slot->id);

	return (slot->flags & SLOT_ASK) != 0 ||
	       (field_of(f, field)->flags & FIELD_REQUIRED) != 0;
}

/* "-" is an answer, but nothing that a further question could be about. */
static bool filled(const char *value)
{
	return *value != '\0' && strcmp(value, "-") != 0;
}

static bool visited(const struct form_fill *f, size_t slot)
{
	const struct slot *s = &f->layout->slots[slot];

	return (s->flags & SLOT_VISIT) != 0 &&
	       (s->after == NULL || filled(form_value(f, s->after)));
}

static const char *label_of(const struct form_fill *f, const struct slot *slot)
{
	return _(slot->label != NULL ? slot->label
				     : field_of(f, form_find(f->form, slot->id))->label);
}

__attribute__((format(printf, 2, 3))) static void say(
    struct form_fill *f, const char *format, ...)
{
	va_list args;
	char text[SAID_MAX * 2];

	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	str_copy(f->said, sizeof(f->said), text);
}

/* --- entering, leaving, moving --- */

static void set_line(struct form_fill *f, const char *text)
{
	str_copy(f->line, sizeof(f->line), text);
	f->len = f->caret = strlen(f->line);
}

static void enter(struct form_fill *f, size_t slot)
{
	f->slot = slot;
	set_line(f, "");
	if (kind_here(f)->boxed)
		set_line(f, record_get(f->rec, here(f)));
}

/* What was typed is checked; wrong or right it stays. */
static void leave(struct form_fill *f)
{
	if (kind_here(f)->leave != NULL && !f->readonly)
		kind_here(f)->leave(f);
}

static unsigned go(struct form_fill *f, size_t slot)
{
	leave(f);
	enter(f, slot);
	return FORM_TOOK | FORM_LEFT;
}

static bool next_visited(const struct form_fill *f, size_t *slot)
{
	for (size_t i = f->slot + 1; i < f->layout->slot_count; i++) {
		if (visited(f, i)) {
			*slot = i;
			return true;
		}
	}
	return false;
}

/* Enter on a field takes its default: a person has seen it. */
static void accept_default(struct form_fill *f)
{
	if (!f->readonly && f->len == 0 && shows_default(f))
		record_set(f->rec, here(f), default_of(f, here(f)));
}

static unsigned go_next(struct form_fill *f, bool by_key)
{
	size_t slot = f->slot;
	unsigned did;

	/* Left first: what it was decides which fields follow. */
	leave(f);
	accept_default(f);
	if (!next_visited(f, &slot) && by_key && f->said[0] == '\0')
		say(f, "%s", _("This is the last field. F9 saves."));
	did = FORM_TOOK | FORM_LEFT;
	enter(f, slot);
	return did;
}

static unsigned go_back(struct form_fill *f)
{
	leave(f);
	for (size_t i = f->slot; i-- > 0;) {
		if (visited(f, i)) {
			enter(f, i);
			return FORM_TOOK | FORM_LEFT;
		}
	}
	enter(f, f->slot);
	return FORM_TOOK | FORM_LEFT;
}

/* The arrows reach every field, asked or not. */
static unsigned go_arrow(struct form_fill *f, bool down)
{
	const size_t last = f->layout->slot_count - 1;

	if (down)
		return go(f, f->slot < last ? f->slot + 1 : last);
	return go(f, f->slot > 0 ? f->slot - 1 : 0);
}

/* --- values --- */

static unsigned set_value(struct form_fill *f, const char *value)
{
	const size_t field = here(f);

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

static unsigned choose(struct form_fill *f, const char *value)
{
	unsigned did = set_value(f, value) | FORM_CHOSE;

	f->chosen = field_of(f, here(f))->id;
	set_line(f, "");
	drop_outside(f, f->chosen);
	return did;
}

static unsigned copy_previous(struct form_fill *f)
{
	const char *value = NULL;

	if (f->source.previous != NULL)
		value = f->source.previous(f->source.data, field_of(f, here(f))->id);
	if (value == NULL || *value == '\0') {
		say(f, "%s", _("The previous call has nothing there."));
		return FORM_TOOK;
	}
	if (kind_here(f)->boxed) {
		const unsigned did = set_value(f, value);

		set_line(f, value);
		return did | go_next(f, false);
	}
	return choose(f, value) | go_next(f, false);
}

/* "-", "=" and "?" in an empty field; 0 if the character is none of them. */
static unsigned special(struct form_fill *f, uint32_t c)
{
	const struct slot *slot = form_slot(f);

	if (c == '?')
		return FORM_TOOK | FORM_HELP;
	if (c == '=')
		return copy_previous(f);
	if (c != '-')
		return 0;
	if (required(f, slot)) {
		say(f, _("%s: this needs an answer."), label_of(f, slot));
		return FORM_TOOK;
	}
	set_line(f, "");
	if (!kind_here(f)->boxed)
		return choose(f, "-") | go_next(f, false);
	set_line(f, "-");
	return set_value(f, "-") | go_next(f, false);
}

/* --- one line of text --- */

static unsigned line_changed(struct form_fill *f)
{
	f->line[f->len] = '\0';
	return set_value(f, f->line);
}

static bool line_insert(struct form_fill *f, const char *s, size_t len)
{
	const size_t max = field_of(f, here(f))->max_len;
	const size_t room = max > f->len ? max - f->len : 0;
	const bool fits = len <= room;

	assert(max < sizeof(f->line));
	if (!fits) {
		len = room;
		while (len > 0 && ((unsigned char)s[len] & 0xc0) == 0x80)
			len--;
		say(f, "%s", _("Nothing more fits here. The rest was left out."));
	}
	memmove(f->line + f->caret + len, f->line + f->caret, f->len - f->caret);
	memcpy(f->line + f->caret, s, len);
	f->len += len;
	f->caret += len;
	return fits;
}

static void line_cut(struct form_fill *f, size_t from, size_t to)
{
	memmove(f->line + from, f->line + to, f->len - to);
	f->len -= to - from;
	f->caret = from;
	f->line[f->len] = '\0';
}

static size_t line_back(const struct form_fill *f)
{
	return f->caret > 0 ? utf8_back(f->line, f->caret) : 0;
}

static size_t line_forward(const struct form_fill *f)
{
	const char *p = f->line + f->caret;

	if (f->caret < f->len)
		(void)utf8_next(&p, f->line + f->len);
	return (size_t)(p - f->line);
}

static size_t line_word(const struct form_fill *f)
{
	size_t at = f->caret;

	while (at > 0 && f->line[at - 1] == ' ')
		at--;
	while (at > 0 && f->line[at - 1] != ' ')
		at--;
	return at;
}

/* An age is complete with its second digit. */
static bool line_complete(const struct form_fill *f)
{
	return field_of(f, here(f))->type == FIELD_AGE && f->len == 2 && f->caret == 2 &&
	       strspn(f->line, "0123456789") == 2;
}

static unsigned line_text(struct form_fill *f, uint32_t c)
{
	char bytes[4];
	unsigned did;

	if (f->len == 0 && (did = special(f, c)) != 0)
		return did;
	line_insert(f, bytes, utf8_put(bytes, c));
	did = line_changed(f);
	return line_complete(f) ? did | go_next(f, false) : did;
}

static unsigned line_paste(struct form_fill *f, const struct key *key)
{
	struct buf clean = { 0 };
	const bool replaced = txt_paste(&clean, key->paste, key->paste_len, false);

	if (line_insert(f, buf_text(&clean), clean.len) && replaced)
		say(f, "%s", _("Pasted; control characters became blanks."));
	buf_fini(&clean);
	return line_changed(f);
}

/* Right and End go into a default to change it; anything else replaces it. */
static void take_default(struct form_fill *f)
{
	if (!shows_default(f))
		return;
	set_line(f, default_of(f, here(f)));
	(void)line_changed(f);
}

static unsigned line_move(struct form_fill *f, size_t at)
{
	f->caret = at;
	return FORM_TOOK;
}

static unsigned line_erase(struct form_fill *f, size_t from, size_t to)
{
	if (from < to)
		line_cut(f, from, to);
	return line_changed(f);
}

static unsigned line_key(struct form_fill *f, const struct key *key)
{
	switch (key->code) {
	case KEY_TEXT:
		return line_text(f, key->c);
	case KEY_PASTE:
		return line_paste(f, key);
	case KEY_LEFT:
		return line_move(f, line_back(f));
	case KEY_RIGHT:
		take_default(f);
		return line_move(f, line_forward(f));
	case KEY_HOME:
		return line_move(f, 0);
	case KEY_END:
		take_default(f);
		return line_move(f, f->len);
	case KEY_BACKSPACE:
		return line_erase(f, line_back(f), f->caret);
	case KEY_DELETE:
		return line_erase(f, f->caret, line_forward(f));
	case KEY_WORD:
		return line_erase(f, line_word(f), f->caret);
	case KEY_CLEAR:
		return line_erase(f, 0, f->len);
	default:
		return 0;
	}
}

static void line_leave(struct form_fill *f)
{
	const size_t field = here(f);
	const struct field *what = field_of(f, field);
	char value[LINE_MAX_BYTES];

	if (*record_get(f->rec, field) == '\0')
		return;
	if (field_check(what, record_get(f->rec, field), f->source.now(f->source.data),
		value, sizeof(value)) == AM_OK) {
		record_set(f->rec, field, value);
		f->wrong[field] = false;
	} else {
		f->wrong[field] = true;
		say(f, "%s", _(field_rule(what)));
	}
}

static void line_show(
    struct form_fill *f, size_t field, const char *value, struct buf *out)
{
	(void)f;
	(void)field;
	buf_str(out, value);
}

/* 961 555 877 can be read aloud; other lengths stay as they are. */
static void phone_show(
    struct form_fill *f, size_t field, const char *value, struct buf *out)
{
	(void)f;
	(void)field;
	if (strlen(value) == 9 && strspn(value, "0123456789") == 9)
		buf_printf(out, "%.3s %.3s %s", value, value + 3, value + 6);
	else
		buf_str(out, value);
}

/* --- picked from a list --- */

static bool folds_to_nothing(const char *s)
{
	struct buf folded = { 0 };
	bool nothing;

	txt_fold(&folded, s);
	nothing = folded.len == 0;
	buf_fini(&folded);
	return nothing;
}

static bool any_word_starts(const char *label, const char *prefix)
{
	const char *word = label;

	while (word != NULL) {
		if (txt_starts(word, prefix))
			return true;
		word = strchr(word, ' ');
		word = word != NULL ? word + 1 : NULL;
	}
	return false;
}

static bool code_fits(
    const struct code *c, const char *lang, const char *prefix, bool words)
{
	const char *label = code_label(c, lang);

	return txt_starts(label, prefix) || txt_starts(c->code, prefix) ||
	       (words && any_word_starts(label, prefix));
}

static bool in_group(const struct code *c, const struct slot *slot)
{
	return slot->group == NULL || strcmp(c->group, slot->group) == 0;
}

static const struct code_list *codes_of(const struct form_fill *f, size_t field)
{
	return f->source.codes(f->source.data, field_of(f, field)->list);
}

static size_t code_options(struct form_fill *f, const char *prefix, bool words,
    struct form_option *out, size_t max)
{
	const struct code_list *list = codes_of(f, here(f));
	const char *lang = f->source.lang(f->source.data);
	size_t count = 0;

	for (size_t i = 0; list != NULL && i < list->count; i++) {
		const struct code *c = &list->codes[i];

		if (!in_group(c, form_slot(f)) || !code_fits(c, lang, prefix, words))
			continue;
		if (count < max) {
			out[count].key = c->key;
			str_copy(out[count].value, sizeof(out->value), c->code);
			str_copy(
			    out[count].label, sizeof(out->label), code_label(c, lang));
		}
		count++;
	}
	return count;
}

#define PLACES_MAX 64

static size_t place_options(
    struct form_fill *f, const char *prefix, struct form_option *out, size_t max)
{
	const struct slot *slot = form_slot(f);
	const char *within = slot->within != NULL ? form_value(f, slot->within) : "";
	struct place found[PLACES_MAX];
	const size_t count = f->source.places(f->source.data, field_of(f, here(f))->list,
	    filled(within) ? within : "", prefix, found,
	    max < PLACES_MAX ? max : PLACES_MAX);

	for (size_t i = 0; i < count && i < max; i++) {
		out[i].key = 0;
		str_copy(out[i].value, sizeof(out->value), found[i].id);
		str_copy(out[i].label, sizeof(out->label), found[i].name);
	}
	return count;
}

static const struct code *code_by_key(struct form_fill *f, uint32_t c)
{
	const struct code_list *list = codes_of(f, here(f));

	if (c >= 'A' && c <= 'Z')
		c += 'a' - 'A';
	if (c <= ' ' || c > '~')
		return NULL;
	for (size_t i = 0; list != NULL && i < list->count; i++)
		if (strchr(list->codes[i].keys, (int)c) != NULL &&
		    in_group(&list->codes[i], form_slot(f)))
			return &list->codes[i];
	return NULL;
}

/* The first option that fits what was typed ahead; a single digit is its key first. */
static bool first_option(struct form_fill *f, struct form_option *out)
{
	const struct code *by_key =
	    f->len == 1 && field_of(f, here(f))->type == FIELD_CODE
		? code_by_key(f, (unsigned char)f->line[0])
		: NULL;

	if (by_key != NULL) {
		*out = (struct form_option){ .key = by_key->key };
		str_copy(out->value, sizeof(out->value), by_key->code);
		str_copy(out->label, sizeof(out->label),
		    code_label(by_key, f->source.lang(f->source.data)));
		return true;
	}
	return form_options(f, f->line, false, out, 1) > 0;
}

/* Letters typed ahead are now len bytes longer: still possible, or unique? */
static unsigned narrow(struct form_fill *f, size_t before, bool may_choose)
{
	struct form_option option[2];
	const size_t count = folds_to_nothing(f->line)
				 ? 0
				 : form_options(f, f->line, false, option, COUNT(option));

	if (count == 1 && may_choose)
		return choose(f, option[0].value) | go_next(f, false);
	if (count == 0) {
		say(f, _("Nothing begins with \"%s\". F4 shows the list."), f->line);
		f->len = f->caret = before;
		f->line[before] = '\0';
	}
	return FORM_TOOK;
}

static unsigned ahead_text(struct form_fill *f, uint32_t c)
{
	const size_t before = f->len;
	char bytes[4];
	size_t len;
	unsigned did;

	if (before == 0 && (did = special(f, c)) != 0)
		return did;
	if (before == 0 && field_of(f, here(f))->type == FIELD_CODE) {
		const struct code *code = code_by_key(f, c);

		if (code != NULL)
			return choose(f, code->code) | go_next(f, false);
	}
	len = utf8_put(bytes, c);
	if (before + len > AHEAD_MAX)
		return FORM_TOOK;
	memcpy(f->line + before, bytes, len);
	f->len = f->caret = before + len;
	f->line[f->len] = '\0';
	return narrow(f, before, true);
}

/* What is pasted narrows the list as if typed, but a person's key must choose. */
static unsigned ahead_paste(struct form_fill *f, const struct key *key)
{
	struct buf clean = { 0 };
	const size_t before = f->len;
	unsigned did = FORM_TOOK;

	(void)txt_paste(&clean, key->paste, key->paste_len, false);
	if (before + clean.len > AHEAD_MAX) {
		say(f, "%s", _("That is too long for a list. F4 shows it."));
	} else {
		memcpy(f->line + before, buf_text(&clean), clean.len);
		f->len = f->caret = before + clean.len;
		f->line[f->len] = '\0';
		did = narrow(f, before, false);
	}
	buf_fini(&clean);
	return did;
}

static unsigned ahead_rub(struct form_fill *f, size_t from)
{
	if (f->len == 0) {
		if (*value_of(f, here(f)) == '\0')
			return FORM_TOOK;
		return choose(f, "");
	}
	f->len = f->caret = from;
	f->line[from] = '\0';
	return FORM_TOOK;
}

static unsigned ahead_key(struct form_fill *f, const struct key *key)
{
	switch (key->code) {
	case KEY_TEXT:
		return ahead_text(f, key->c);
	case KEY_PASTE:
		return ahead_paste(f, key);
	case KEY_BACKSPACE:
		return ahead_rub(f, line_back(f));
	case KEY_DELETE:
	case KEY_CLEAR:
	case KEY_WORD:
		return ahead_rub(f, 0);
	case KEY_LEFT:
	case KEY_RIGHT:
	case KEY_HOME:
	case KEY_END:
		return FORM_TOOK;
	default:
		return 0;
	}
}

/* Enter takes the first that fits; so does leaving by an arrow: it was shown. */
static void ahead_leave(struct form_fill *f)
{
	struct form_option option;

	if (f->len > 0 && first_option(f, &option))
		(void)choose(f, option.value);
	set_line(f, "");
}

/* The first two letters of a label without diacritics: "LO". */
static void add_short(struct buf *out, const char *label)
{
	struct buf folded = { 0 };

	txt_fold(&folded, label);
	for (size_t i = 0; i < 2 && i < folded.len; i++)
		buf_byte(
		    out, (unsigned char)(folded.data[i] >= 'a' && folded.data[i] <= 'z'
					     ? folded.data[i] - 'a' + 'A'
					     : folded.data[i]));
	buf_fini(&folded);
}

static void show_option(struct buf *out, char key, const char *label)
{
	buf_byte(out, '[');
	if (key >= 'a' && key <= 'z')
		buf_byte(out, (unsigned char)(key - 'a' + 'A'));
	else if (key != 0)
		buf_byte(out, (unsigned char)key);
	else
		add_short(out, label);
	buf_printf(out, "] %s", label);
}

static void code_show(
    struct form_fill *f, size_t field, const char *value, struct buf *out)
{
	const struct code_list *list = codes_of(f, field);
	const struct code *c = list != NULL ? code_find(list, value) : NULL;

	if (*value == '\0')
		buf_str(out, "[ ]");
	else if (strcmp(value, "-") == 0)
		buf_printf(out, "[-] %s", _("did not say"));
	else if (c == NULL) /* no longer in the list */
		buf_printf(out, "[?] %s", value);
	else
		show_option(out, c->key, code_label(c, f->source.lang(f->source.data)));
}

static void place_show(
    struct form_fill *f, size_t field, const char *value, struct buf *out)
{
	struct place *p = &f->places[field];

	if (*value == '\0') {
		buf_str(out, "[  ]");
	} else if (strcmp(value, "-") == 0) {
		buf_printf(out, "[-] %s", _("did not say"));
	} else {
		if (strcmp(p->id, value) != 0 &&
		    !f->source.place(f->source.data, value, p)) {
			str_copy(p->id, sizeof(p->id), value);
			str_copy(p->name, sizeof(p->name), value);
		}
		show_option(out, 0, p->name);
	}
}

/* --- yes and no --- */

static const char *yes_letter(const struct form_fill *f)
{
	return strcmp(f->source.lang(f->source.data), "es") == 0 ? "s" : "y";
}

static unsigned answer(struct form_fill *f, const char *typed)
{
	const struct field *what = field_of(f, here(f));
	char value[16];

	if (field_check(what, typed, f->source.now(f->source.data), value,
		sizeof(value)) != AM_OK) {
		say(f, "%s", _(field_rule(what)));
		return FORM_TOOK;
	}
	return choose(f, value) | go_next(f, false);
}

/* 1 to 9 go to that signal: the digits stand before the questions. */
static unsigned go_signal(struct form_fill *f, uint32_t number)
{
	for (size_t i = 0; i < f->layout->slot_count; i++)
		if (field_of(f, slot_field(f, i))->type == FIELD_SIGNAL && --number == 0)
			return go(f, i);
	return FORM_TOOK;
}

static unsigned answer_text(struct form_fill *f, uint32_t c)
{
	const unsigned did = special(f, c);
	char typed[5] = "";

	if (did != 0)
		return did;
	if (c >= '1' && c <= '9' && field_of(f, here(f))->type == FIELD_SIGNAL)
		return go_signal(f, c - '0');
	typed[utf8_put(typed, c)] = '\0';
	return answer(f, typed);
}

static unsigned answer_key(struct form_fill *f, const struct key *key)
{
	switch (key->code) {
	case KEY_TEXT:
		return answer_text(f, key->c);
	case KEY_PASTE: /* pasted text is never an answer */
		say(f, "%s", _(field_rule(field_of(f, here(f)))));
		return FORM_TOOK;
	case KEY_BACKSPACE:
	case KEY_DELETE:
	case KEY_CLEAR:
	case KEY_WORD:
		return *value_of(f, here(f)) == '\0' ? FORM_TOOK : choose(f, "");
	case KEY_LEFT:
	case KEY_RIGHT:
	case KEY_HOME:
	case KEY_END:
		return FORM_TOOK;
	default:
		return 0;
	}
}

/* "[s]", "[n]", "[-]"; of a signal with the time of the answer behind it. */
static void answer_show(
    struct form_fill *f, size_t field, const char *value, struct buf *out)
{
	(void)field;
	if (*value == '\0')
		buf_str(out, "[ ]");
	else if (*value == 'y')
		buf_printf(out, "[%s]%s", yes_letter(f), value + 1);
	else
		buf_printf(out, "[%c]%s", *value, value + 1);
}

/* --- notes --- */

static unsigned notes_typed(struct form_fill *f, const struct key *key)
{
	switch (notes_key(&f->notes, key)) {
	case NOTES_NONE:
		return 0;
	case NOTES_MOVED:
		return FORM_TOOK;
	case NOTES_NEAR:
		say(f, _("The notes are nearly full: some %zu letters are left."),
		    f->notes.max - f->notes.text.len);
		break;
	case NOTES_FULL:
		say(f, "%s", _("The notes are full. The rest was left out."));
		break;
	case NOTES_REPLACED:
		say(f, "%s", _("Pasted; control characters became blanks."));
		break;
	case NOTES_TYPED:
		break;
	}
	return set_value(f, notes_get(&f->notes));
}

/* The text lies below its label, form_draw() draws it. */
static void notes_show(
    struct form_fill *f, size_t field, const char *value, struct buf *out)
{
	(void)f;
	(void)field;
	(void)value;
	(void)out;
}

/* --- the types --- */

static const struct kind *kind_of(enum field_type type)
{
	static const struct kind line = { line_key, line_leave, line_show, true };
	static const struct kind phone = { line_key, line_leave, phone_show, true };
	static const struct kind code = { ahead_key, ahead_leave, code_show, false };
	static const struct kind place = { ahead_key, ahead_leave, place_show, false };
	static const struct kind yesno = { answer_key, NULL, answer_show, false };
	static const struct kind notes = { notes_typed, NULL, notes_show, false };
	static const struct kind *const kinds[FIELD_TYPES] = {
		[FIELD_CODE] = &code,
		[FIELD_PLACE] = &place,
		[FIELD_TEXT] = &line,
		[FIELD_NOTES] = &notes,
		[FIELD_NUMBER] = &line,
		[FIELD_AGE] = &line,
		[FIELD_DATE] = &line,
		[FIELD_TIME] = &line,
		[FIELD_MOMENT] = &line,
		[FIELD_PHONE] = &phone,
		[FIELD_YESNO] = &yesno,
		[FIELD_SIGNAL] = &yesno,
	};

	return kinds[type];
}

/* --- drawing --- */

/* Rows that a taller window gives to the notes. */
static int extra_rows(const struct form_fill *f, int rows)
{
	return rows > f->layout->rows ? rows - f->layout->rows : 0;
}

static int shifted(const struct form_fill *f, int row, int extra)
{
	const bool below = f->layout->notes_rows > 0 &&
			   row >= f->layout->notes_row + f->layout->notes_rows;

	return below ? row + extra : row;
}

/* An option of a list as it is offered on the screen: with its digit, if it has one. */
static void add_option(struct buf *out, const struct code *c, const char *lang)
{
	if (c->key != 0)
		buf_printf(out, "%c ", c->key);
	buf_str(out, code_label(c, lang));
}

/* The options of a list, as many to a row as fit. */
static void draw_options(
    struct form_fill *f, const struct fixed *fixed, struct cells *g, int row, int col)
{
	const struct code_list *list = f->source.codes(f->source.data, fixed->list);
	const struct slot group = { .group = fixed->group };
	const int last = row + fixed->rows;
	int at = 0;

	for (size_t i = 0; list != NULL && i < list->count; i++) {
		struct buf text = { 0 };

		if (!in_group(&list->codes[i], &group))
			continue;
		add_option(&text, &list->codes[i], f->source.lang(f->source.data));
		if (at > 0 && at + (int)utf8_cols(buf_text(&text)) > fixed->cols) {
			row++;
			at = 0;
		}
		if (row < last)
			at += 2 + cells_text(g, row, col + at, fixed->cols - at,
				      CELL_PLAIN, buf_text(&text));
		buf_fini(&text);
	}
}

/* The part of a line that is seen: from which byte on. */
static size_t window(const struct form_fill *f, size_t inner)
{
	const size_t before = utf8_cols(f->line) - utf8_cols(f->line + f->caret);

	/* Half a box further at a time, so that typing does not shift every cell. */
	if (before < inner || inner < 2)
		return 0;
	return utf8_cut(f->line, (before - inner / 2) / (inner / 2) * (inner / 2));
}

static void draw_box(struct form_fill *f, const struct slot *slot, size_t field,
    struct cells *g, int row, int col)
{
	const bool active = field == here(f);
	const size_t inner = (size_t)slot->cols - 2;
	struct buf shown = { 0 };

	if (active && f->len > 0)
		buf_str(&shown, f->line + window(f, inner));
	else
		kind_of(field_of(f, field)->type)
		    ->show(f, field, value_of(f, field), &shown);
	cells_text(g, row, col, 1, CELL_PLAIN, "[");
	cells_text(g, row, col + 1, (int)inner, CELL_PLAIN, buf_text(&shown));
	cells_text(g, row, col + 1 + (int)inner, 1, CELL_PLAIN, "]");
	buf_fini(&shown);
}

static void draw_choice(struct form_fill *f, const struct slot *slot, size_t field,
    struct cells *g, int row, int col)
{
	struct form_option option;
	struct buf shown = { 0 }, fits = { 0 };

	if (field == here(f) && f->len > 0) {
		buf_printf(&shown, "[%s]", f->line);
		if (first_option(f, &option))
			buf_printf(&shown, " %s", option.label);
	} else {
		kind_of(field_of(f, field)->type)
		    ->show(f, field, value_of(f, field), &shown);
	}
	cells_text(g, row, col, slot->cols, CELL_PLAIN,
	    show_fit(buf_text(&shown), slot->cols, &fits));
	buf_fini(&shown);
	buf_fini(&fits);
}

static void draw_cursor(
    struct form_fill *f, const struct slot *slot, struct cells *g, int row, int col)
{
	const size_t from = kind_here(f)->boxed ? window(f, (size_t)slot->cols - 2) : 0;
	const char *seen = f->line + from;

	cells_cursor(
	    g, row, col + 1 + (int)(utf8_cols(seen) - utf8_cols(f->line + f->caret)));
}

static void draw_slot(struct form_fill *f, size_t i, struct cells *g, int row, int col,
    int extra, bool focused)
{
	const struct slot *slot = &f->layout->slots[i];
	const size_t field = slot_field(f, i);
	const int at = row + shifted(f, slot->row, extra);
	const enum field_type type = field_of(f, field)->type;

	cells_printf(g, at, col + slot->col,
	    slot->box > slot->col ? slot->box - slot->col : slot->cols, CELL_PLAIN,
	    "%s%s", label_of(f, slot), required(f, slot) ? "*" : "");
	if (type == FIELD_NOTES)
		return;
	if (kind_of(type)->boxed)
		draw_box(f, slot, field, g, at, col + slot->box);
	else
		draw_choice(f, slot, field, g, at, col + slot->box);
	if (focused && i == f->slot)
		draw_cursor(f, slot, g, at, col + slot->box);
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
	f->wrong = mem_new(f->form->count, sizeof(*f->wrong));
	f->dropped = mem_new(f->form->count, sizeof(*f->dropped));
	f->defaults = mem_new(f->form->count, sizeof(*f->defaults));
	f->places = mem_new(f->form->count, sizeof(*f->places));
	f->notes_field = f->form->count;
	for (size_t i = 0; i < f->form->count; i++)
		if (f->form->fields[i].type == FIELD_NOTES)
			f->notes_field = i;
	if (f->notes_field < f->form->count)
		notes_init(&f->notes, field_of(f, f->notes_field)->max_len,
		    field_of(f, f->notes_field)->cols);
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
		if (slot_field(f, i) != field)
			continue;
		enter(f, i);
		if (field == f->notes_field)
			notes_caret(&f->notes, caret);
		f->caret = caret < f->len ? caret : f->len;
		while (f->caret > 0 && ((unsigned char)f->line[f->caret] & 0xc0) == 0x80)
			f->caret--;
	}
}

void form_readonly(struct form_fill *f, bool readonly)
{
	f->readonly = readonly;
}

/* Keys that lead from field to field. */
static unsigned move_key(struct form_fill *f, enum key_code code)
{
	switch (code) {
	case KEY_ENTER:
	case KEY_TAB:
		return go_next(f, true);
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

unsigned form_key(struct form_fill *f, const struct key *key)
{
	unsigned did = 0;

	f->said[0] = '\0';
	f->chosen = NULL;
	if (key->code == KEY_TEXT && key->c < ' ')
		return 0;
	if (!f->readonly || (here(f) == f->notes_field && only_moves(key->code)))
		did = kind_here(f)->key(f, key);
	return did != 0 ? did : move_key(f, key->code);
}

unsigned form_advance(struct form_fill *f)
{
	return go_next(f, false);
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
	return here(f);
}

size_t form_caret(const struct form_fill *f)
{
	return here(f) == f->notes_field ? f->notes.caret : f->caret;
}

const struct slot *form_slot(const struct form_fill *f)
{
	return &f->layout->slots[f->slot];
}

const char *form_value(const struct form_fill *f, const char *id)
{
	const size_t field = form_find(f->form, id);

	return field < f->form->count ? value_of(f, field) : "";
}

static bool acceptable(struct form_fill *f, size_t slot)
{
	const struct slot *s = &f->layout->slots[slot];
	const size_t field = slot_field(f, slot);

	if (f->wrong[field]) {
		go(f, slot);
		say(f, "%s", _(field_rule(field_of(f, field))));
		return false;
	}
	if (required(f, s) && *value_of(f, field) == '\0') {
		go(f, slot);
		say(f, _("%s: this needs an answer."), label_of(f, s));
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
		if (*record_get(f->rec, i) == '\0' && *default_of(f, i) != '\0')
			record_set(f->rec, i, default_of(f, i));
	f->said[0] = '\0';
	return true;
}

void form_settle(struct form_fill *f)
{
	const size_t caret = f->caret;

	leave(f);
	enter(f, f->slot);
	f->caret = caret < f->len ? caret : f->len;
	while (f->caret > 0 && ((unsigned char)f->line[f->caret] & 0xc0) == 0x80)
		f->caret--;
}

size_t form_options(struct form_fill *f, const char *prefix, bool words,
    struct form_option *out, size_t max)
{
	switch (field_of(f, here(f))->type) {
	case FIELD_CODE:
		return code_options(f, prefix, words, out, max);
	case FIELD_PLACE:
		return place_options(f, prefix, out, max);
	default:
		return 0;
	}
}

unsigned form_choose(struct form_fill *f, const char *value)
{
	f->said[0] = '\0';
	return choose(f, value) | go_next(f, false);
}

int form_row(const struct form_fill *f, int row, int rows)
{
	return shifted(f, row, extra_rows(f, rows));
}

void form_draw(
    struct form_fill *f, struct cells *g, int row, int col, int rows, bool focused)
{
	const struct layout *l = f->layout;
	const int extra = extra_rows(f, rows);

	for (size_t i = 0; i < l->fixed_count; i++) {
		const struct fixed *fixed = &l->fixed[i];
		const int at = row + shifted(f, fixed->row, extra);

		if (fixed->list != NULL)
			draw_options(f, fixed, g, at, col + fixed->col);
		else
			cells_text(g, at, col + fixed->col, fixed->cols, CELL_PLAIN,
			    _(fixed->text));
	}
	for (size_t i = 0; i < l->slot_count; i++)
		draw_slot(f, i, g, row, col, extra, focused);
	if (l->notes_rows > 0 && f->notes_field < f->form->count)
		notes_draw(&f->notes, g, row + l->notes_row, col + 1,
		    l->notes_rows + extra, focused && here(f) == f->notes_field);
}

void form_show(struct form_fill *f, size_t field, const char *value, struct buf *out)
{
	kind_of(field_of(f, field)->type)->show(f, field, value, out);
}
