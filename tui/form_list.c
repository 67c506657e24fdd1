/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field that is picked from a list: letters typed ahead until they fit one row. */
#include "tui/form_priv.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"
#include "schema/record.h"
#include "schema/town.h"
#include "tui/tui_priv.h"

#define AHEAD_MAX 48 /* letters typed ahead in a list */

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

/* By what she reads, never by the code: that is a word of the database. */
static bool code_fits(
    const struct code *c, const char *lang, const char *prefix, bool words)
{
	const char *label = code_label(c, lang);

	return txt_starts(label, prefix) ||
	       (words && any_word_starts(label, prefix));
}

bool fill_in_group(const struct code *c, const struct slot *slot)
{
	return slot->group == NULL || strcmp(c->group, slot->group) == 0;
}

static bool has_codes(const struct form_fill *f)
{
	const enum field_type type = fill_field(f, fill_here(f))->type;

	return type == FIELD_CODE || type == FIELD_CODES;
}

static const struct code_list *codes_of(const struct form_fill *f, size_t field)
{
	return f->source.codes(f->source.data, fill_field(f, field)->list);
}

/* What is in the set already is marked in its list. */
static bool is_in_set(const struct form_fill *f, const struct code *c)
{
	const size_t field = fill_here(f);

	return fill_field(f, field)->type == FIELD_CODES &&
	       code_set_has(fill_value(f, field), c->code);
}

static size_t code_options(struct form_fill *f, const char *prefix, bool words,
    struct form_option *out, size_t max)
{
	const struct code_list *list = codes_of(f, fill_here(f));
	const char *lang = f->source.lang(f->source.data);
	size_t count = 0;

	for (size_t i = 0; list != NULL && i < list->count; i++) {
		const struct code *c = &list->codes[i];

		if (!fill_in_group(c, form_slot(f)) || !code_fits(c, lang, prefix, words))
			continue;
		if (count < max) {
			out[count].key = c->key;
			str_copy(out[count].value, sizeof(out->value), c->code);
			str_printf(out[count].label, sizeof(out->label), "%s%s",
			    is_in_set(f, c) ? "+ " : "", code_label(c, lang));
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
	const size_t count = f->source.places(f->source.data,
	    fill_field(f, fill_here(f))->list, fill_filled(within) ? within : "", prefix,
	    found, max < PLACES_MAX ? max : PLACES_MAX);

	for (size_t i = 0; i < count && i < max; i++) {
		out[i].key = 0;
		str_copy(out[i].value, sizeof(out->value), found[i].id);
		str_copy(out[i].label, sizeof(out->label), found[i].name);
	}
	return count;
}

static const struct code *code_by_key(struct form_fill *f, uint32_t c)
{
	const struct code_list *list = codes_of(f, fill_here(f));

	if (c >= 'A' && c <= 'Z')
		c += 'a' - 'A';
	if (c <= ' ' || c > '~')
		return NULL;
	for (size_t i = 0; list != NULL && i < list->count; i++)
		if (strchr(list->codes[i].keys, (int)c) != NULL &&
		    fill_in_group(&list->codes[i], form_slot(f)))
			return &list->codes[i];
	return NULL;
}

/* The first option that fits what was typed ahead; a single digit is its key first. */
bool fill_first_option(struct form_fill *f, struct form_option *out)
{
	const struct code *by_key = f->len == 1 && has_codes(f)
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

/* Of a set one more or one less; a single code is the answer, and the next field's turn. */
static unsigned take(struct form_fill *f, const char *code)
{
	if (fill_field(f, fill_here(f))->type == FIELD_CODES)
		return fill_toggle(f, code);
	return fill_choose(f, code) | fill_go_next(f, false);
}

/* --- letters behind a choice --- */

/* Fields that swallow the rest of a name; in a text every letter counts. */
static bool is_lenient(enum field_type type)
{
	static const bool lenient[FIELD_TYPES] = {
		[FIELD_CODE] = true,
		[FIELD_CODES] = true,
		[FIELD_PLACE] = true,
		[FIELD_YESNO] = true,
		[FIELD_SIGNAL] = true,
		[FIELD_NUMBER] = true,
		[FIELD_AGE] = true,
		[FIELD_PHONE] = true,
	};

	return lenient[type];
}

/* The letters behind those that the box shows were another word: it begins here. */
static void give_back(struct form_fill *f, uint32_t c)
{
	char word[SPELT_MAX + 5];
	const size_t len = spelt_other(&f->spelt, c, word);
	struct form_option option;

	if (len == 0 || form_options(f, word, false, &option, 1) == 0)
		return;
	word[len] = '\0';
	fill_set_line(f, word);
}

static bool is_letter(const struct key *key)
{
	return key->code == KEY_TEXT && !spelt_is_answer(key->c);
}

static void run_add(struct place_run *run, uint32_t c)
{
	if (run->len + 5 > sizeof(run->typed))
		return;
	run->len += utf8_put(run->typed + run->len, c);
	run->typed[run->len] = '\0';
}

static void add_short(struct buf *out, const char *label);

/* The town that was meant from the first letters of a place on: of "loretopucallpa", Pucallpa. */
static const struct town *town_of(const struct place_run *run)
{
	const struct town *town = NULL;

	for (size_t i = 0; town == NULL && i < run->places; i++)
		town = town_like(run->typed + run->begun[i]);
	return town;
}

/* "Pucallpa is in Ucayali [UC]", or what was typed is at least no part of the place. */
static void say_stray(struct form_fill *f)
{
	const struct town *town = town_of(&f->run);
	struct buf letters = { 0 };
	struct place p;

	if (town != NULL && f->source.place(f->source.data, town->region, &p)) {
		add_short(&letters, p.name);
		fill_say(f, _("%s is in %s [%s]. Shift-Tab goes back to the place."),
		    town->name, p.name, buf_text(&letters));
	} else {
		fill_say(f, _("\"%s\" is no part of %s. Tab: the next field."),
		    f->run.typed + f->run.own, f->run.place);
	}
	buf_fini(&letters);
}

bool fill_strays(struct form_fill *f, const struct key *key)
{
	const enum field_type type = fill_field(f, fill_here(f))->type;
	struct spelt rest = f->spelt;

	if (!is_letter(key) || !is_lenient(type)) {
		f->run = (struct place_run){ .len = 0 };
		return false;
	}
	run_add(&f->run, key->c);
	if (f->run.place[0] != '\0' && spelt_takes(&rest, key->c)) {
		f->run.own = f->run.len;
		return false;
	}
	if (f->run.place[0] == '\0' || type == FIELD_PLACE)
		return false;
	spelt_end(&f->spelt);
	f->named = false;
	say_stray(f);
	return true;
}

/* The letters typed so far have chosen this place. */
static void run_choose(struct form_fill *f, const char *name)
{
	if (fill_field(f, fill_here(f))->type != FIELD_PLACE) {
		f->run = (struct place_run){ .len = 0 };
		return;
	}
	if (f->run.places < RUN_PLACES)
		f->run.begun[f->run.places++] =
		    f->run.len > f->len ? f->run.len - f->len : 0;
	f->run.own = f->run.len;
	str_copy(f->run.place, sizeof(f->run.place), name);
}

bool fill_spells_on(struct form_fill *f, const struct key *key)
{
	const bool text = key->code == KEY_TEXT && spelt_is_on(&f->spelt) &&
			  is_lenient(fill_field(f, fill_here(f))->type);

	if (text && spelt_takes(&f->spelt, key->c)) {
		f->named = f->went_on;
		return true;
	}
	if (text)
		give_back(f, key->c);
	spelt_end(&f->spelt);
	return false;
}

bool fill_confirms(struct form_fill *f, const struct key *key)
{
	const bool named = f->named;

	f->named = false;
	return named && (key->code == KEY_TAB || key->code == KEY_ENTER);
}

static void refuse(struct form_fill *f, const char *word)
{
	str_copy(f->refused, sizeof(f->refused), word);
	fill_say(f, _("Nothing begins with \"%s\". F4 shows the list."), word);
}

bool fill_refuses(struct form_fill *f, const struct key *key)
{
	char word[SPELT_MAX + 5];
	size_t len;

	if (f->refused[0] == '\0')
		return false;
	if (!is_letter(key)) {
		f->refused[0] = '\0';
		return key->code == KEY_BACKSPACE; /* nothing of it is in the field */
	}
	len = strlen(str_copy(word, sizeof(f->refused), f->refused));
	word[len + utf8_put(word + len, key->c)] = '\0';
	refuse(f, word);
	return true;
}

/* Letters typed ahead are now len bytes longer: still possible, or unique? */
static unsigned narrow(struct form_fill *f, size_t before, bool may_choose)
{
	const size_t slot = f->slot;
	struct form_option option[2];
	unsigned did;
	const size_t count = folds_to_nothing(f->line)
				 ? 0
				 : form_options(f, f->line, false, option, COUNT(option));

	if (count == 1 && may_choose) {
		spelt_begin(&f->spelt,
		    txt_starts(option->label, f->line) ? option->label : option->value,
		    f->line);
		run_choose(f, option->label);
		did = take(f, option->value);
		f->went_on = f->slot != slot;
		return did;
	}
	if (count == 0) {
		if (before == 0 && may_choose)
			refuse(f, f->line);
		else
			fill_say(f, _("Nothing begins with \"%s\". F4 shows the list."),
			    f->line);
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

	if (before == 0 && (did = fill_special(f, c)) != 0)
		return did;
	if (before == 0 && has_codes(f)) {
		const struct code *code = code_by_key(f, c);

		if (code != NULL)
			return take(f, code->code);
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
		fill_say(f, "%s", _("That is too long for a list. F4 shows it."));
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
		if (*fill_value(f, fill_here(f)) == '\0')
			return FORM_TOOK;
		return fill_choose(f, "");
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
		return ahead_rub(f, fill_line_back(f));
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

	if (f->len > 0 && fill_first_option(f, &option)) {
		if (fill_field(f, fill_here(f))->type == FIELD_CODE ||
		    fill_field(f, fill_here(f))->type == FIELD_PLACE)
			(void)fill_choose(f, option.value);
		else if (!code_set_has(fill_value(f, fill_here(f)), option.value))
			(void)fill_toggle(f, option.value);
	}
	fill_set_line(f, "");
}

/* The first letters of a label without diacritics: "LO". */
static void add_short(struct buf *out, const char *label)
{
	struct buf folded = { 0 };

	txt_fold(&folded, label);
	for (size_t i = 0; i < SPELT_SHORT && i < folded.len; i++)
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

/* --- several codes --- */

unsigned fill_toggle(struct form_fill *f, const char *code)
{
	const size_t field = fill_here(f);
	const struct code_list *list = codes_of(f, field);
	struct buf set = { 0 };
	unsigned did = FORM_TOOK;

	fill_set_line(f, "");
	if (list != NULL)
		code_set_toggle(&set, fill_value(f, field), code, list);
	if (set.len > fill_field(f, field)->max_len)
		fill_say(f, "%s", _("Nothing more fits here. The rest was left out."));
	else
		did = fill_choose(f, buf_text(&set));
	buf_fini(&set);
	return did;
}

/* Backspace takes the last one away, Ctrl-U all. */
static unsigned drop_last(struct form_fill *f)
{
	char *set = mem_dup(fill_value(f, fill_here(f)));
	char *blank = strrchr(set, ' ');
	unsigned did;

	*(blank != NULL ? blank : set) = '\0';
	did = fill_choose(f, set);
	free(set);
	return did;
}

static unsigned codes_key(struct form_fill *f, const struct key *key)
{
	if (key->code == KEY_BACKSPACE && f->len == 0)
		return *fill_value(f, fill_here(f)) != '\0' ? drop_last(f) : FORM_TOOK;
	return ahead_key(f, key);
}

/* "[+] Deception, Threat": what is in it, in the order of the list. */
static void codes_show(
    struct form_fill *f, size_t field, const char *value, struct buf *out)
{
	const struct code_list *list = codes_of(f, field);
	const char *lang = f->source.lang(f->source.data);
	const char *between = "[+] ";

	if (*value == '\0' || strcmp(value, "-") == 0) {
		code_show(f, field, value, out);
		return;
	}
	for (size_t i = 0; list != NULL && i < list->count; i++) {
		if (!code_set_has(value, list->codes[i].code))
			continue;
		buf_printf(out, "%s%s", between, code_label(&list->codes[i], lang));
		between = ", ";
	}
}

size_t form_options(struct form_fill *f, const char *prefix, bool words,
    struct form_option *out, size_t max)
{
	switch (fill_field(f, fill_here(f))->type) {
	case FIELD_CODE:
	case FIELD_CODES:
		return code_options(f, prefix, words, out, max);
	case FIELD_PLACE:
		return place_options(f, prefix, out, max);
	default:
		return 0;
	}
}

const struct kind kind_code = { ahead_key, ahead_leave, code_show, false };
const struct kind kind_codes = { codes_key, ahead_leave, codes_show, false };
const struct kind kind_place = { ahead_key, ahead_leave, place_show, false };
