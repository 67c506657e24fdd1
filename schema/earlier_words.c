/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names, numbers, places and an age in what an operator writes. */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"
#include "schema/call_priv.h"
#include "schema/earlier_priv.h"
#include "schema/record.h"

#define TOKENS 400 /* words that are looked at */
#define TOKEN_BYTES 32
#define NAME_LEAST 3   /* letters of a word that may be a name */
#define LONELY_LEAST 4 /* letters of a word beside a name that may be misspelt */
#define RUN_WORDS 5
#define PHONE_LEAST 7
#define HERE "PE" /* the whole country says nothing */
#define AGE_LEAST 5
#define AGE_MOST 70

struct token {
	char fold[TOKEN_BYTES];
	bool capital; /* begins with a capital letter */
	bool starts;  /* the first word of a sentence */
	bool number;
	bool stop;   /* a word that no name is made of */
	bool known;  /* somebody of the register is called so */
	bool placed; /* it was written where she is */
};

struct tokens {
	struct token at[TOKENS];
	size_t count;
};

/* clang-format off */
/* Folded: the commonest words of such notes. */
static const char *const stops[] = { "abuela", "abuelo", "acepta", "acuerda", "adolescente",
	"ahi", "ahora", "al", "algo", "alguien", "alla", "alli", "amiga", "amigo", "amigos",
	"ano", "anos", "antes", "aqui", "asi", "aunque", "avisa", "ayer", "ayuda", "bar", "barrio",
	"bien", "bus", "cada", "calle", "casa", "caso", "celular", "cerca", "chica", "chicas", "chico",
	"como", "con", "conocida", "conocido", "cree", "cuando", "cuenta", "da", "dan", "dar", "de",
	"dejan", "del", "denuncia", "desde", "despues", "dia", "dias", "dice", "dicen", "dijo",
	"dinero", "documento", "donde", "dos", "el", "ella", "ellas", "ellos", "en", "entonces",
	"era", "es", "esa", "ese", "eso", "esposa", "esposo", "esta", "estan", "estar", "este",
	"esto", "fue", "fueron", "gente", "ha", "habla", "hablar", "hace", "hacia", "han", "hasta",
	"hay", "hermana", "hermano", "hija", "hijo", "hijos", "hombre", "hora", "horas", "hoy",
	"iba", "indica", "informa", "ir", "la", "las", "le", "les", "llama", "llamada", "llamar",
	"llamo", "llora", "llorando", "lo", "local", "los", "lugar", "luego", "madre", "madrina", "mal",
	"mama", "manana", "mas", "me", "menor", "menores", "mes", "meses", "mi", "mina", "mucho",
	"muchos", "muy", "nada", "nadie", "ni", "nina", "nino", "no", "noche", "nombre", "numero",
	"nunca", "ofrecen", "ofrecieron", "otra", "otras", "otro", "otros", "padre", "padrino", "pais",
	"papa", "para", "pareja", "pasaje", "pero", "persona", "personas", "pide", "poco", "policia",
	"por", "porque", "pregunta", "prima", "primo", "pueblo", "puede", "puerto", "que", "queda", "quien",
	"quiere", "quieren", "reporta", "restaurante", "refiere", "sabe", "salio", "salir", "se",
	"semana", "semanas", "senor", "senora", "senorita", "ser", "si", "sin", "sobre", "solo", "son",
	"su", "sus", "tal", "tambien", "tan", "tarde", "telefono", "terminal", "tia", "tiene",
	"tienen", "tio", "toda", "todas", "todo", "todos", "trabaja", "trabajar", "trabajo", "tres",
	"un", "una", "unas", "uno", "unos", "va", "van", "vecina", "vecino", "ver", "vez", "viaje",
	"vio", "vive", "vuelve", "ya", "yo" };
static const char *const links[] = { "de", "del", "la", "las", "los" };
static const char *const years[] = { "anos", "ano", "anitos", "years" };
/* clang-format on */

static bool one_of(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

/* --- words --- */

static bool ends_sentence(const char *from, const char *to)
{
	for (; from < to; from++)
		if (strchr(".!?:;\n\"(", *from) != NULL)
			return true;
	return false;
}

/* True for a letter, a digit, and the apostrophes of Quechua. */
static bool is_inside(uint32_t c)
{
	const uint32_t letter = txt_letter(c);

	return (letter < 0x80 && isalnum((int)letter)) || c == '\'' || c == 0x2019 ||
	       c == 0x2bc;
}

static void add_token(struct tokens *t, const char *word, size_t len, bool starts)
{
	struct token *k = &t->at[t->count];
	struct buf raw = { 0 }, fold = { 0 };
	const char *p = word;
	const uint32_t first = txt_letter(utf8_next(&p, word + len));

	buf_add(&raw, word, len);
	txt_fold(&fold, buf_text(&raw));
	if (fold.len > 0 && fold.len < TOKEN_BYTES &&
	    strchr(buf_text(&fold), ' ') == NULL) {
		*k = (struct token){ .capital = first >= 'A' && first <= 'Z',
			.starts = starts,
			.number = isdigit((unsigned char)fold.data[0]) };
		str_copy(k->fold, sizeof(k->fold), buf_text(&fold));
		k->stop = k->number || one_of(k->fold, stops, COUNT(stops)) ||
			  fold.len < NAME_LEAST;
		t->count++;
	}
	buf_fini(&raw);
	buf_fini(&fold);
}

/* The words of text; each field begins a sentence. */
static void add_tokens(struct tokens *t, const char *text)
{
	const char *end = text + strlen(text), *gap = text, *p = text;
	bool starts = true;

	while (p < end && t->count < TOKENS) {
		const char *start = p;

		if (!is_inside(utf8_next(&p, end)))
			continue;
		starts = starts || ends_sentence(gap, start);
		while (p < end) {
			const char *next = p;

			if (!is_inside(utf8_next(&next, end)))
				break;
			p = next;
		}
		add_token(t, start, (size_t)(p - start), starts);
		starts = false;
		gap = p;
	}
}

/* --- what the register knows of them --- */

static enum err ask_each(struct store *st, const char *sql, struct tokens *t,
    bool (*asks)(const struct token *k), void (*answer)(struct token *k))
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	for (size_t i = 0; e == AM_OK && i < t->count; i++) {
		struct buf phon = { 0 };
		char text[TOKEN_BYTES + 4];
		int rc;

		if (!asks(&t->at[i]))
			continue;
		txt_phon(&phon, t->at[i].fold);
		str_printf(text, sizeof(text), "\"%s\"", buf_text(&phon));
		sqlite3_bind_text(q, 1, text, -1, SQLITE_STATIC);
		rc = sqlite3_step(q);
		if (rc == SQLITE_ROW)
			answer(&t->at[i]);
		e = store_err(rc);
		sqlite3_reset(q);
		buf_fini(&phon);
	}
	store_done(st, q);
	return e;
}

static bool may_be_name(const struct token *k)
{
	return !k->stop;
}

static void set_known(struct token *k)
{
	k->known = true;
}

static enum err look_up_names(struct store *st, struct tokens *t)
{
	return ask_each(st,
	    "SELECT 1 FROM person_phon WHERE person_phon MATCH ?1 LIMIT 1", t,
	    may_be_name, set_known);
}

/* --- runs of words that may be a name --- */

/* A capital within a sentence, or a name that somebody has. */
static bool is_name(const struct tokens *t, size_t i)
{
	const struct token *k = &t->at[i];
	const bool next_is = i + 1 < t->count && t->at[i + 1].capital &&
			     !t->at[i + 1].stop && !t->at[i + 1].starts;

	return !k->stop && (k->known || (k->capital && (!k->starts || next_is)));
}

static void write_run(const struct tokens *t, size_t from, size_t to, struct clue_name *n)
{
	size_t capitals = 0, len = 0;

	*n = (struct clue_name){ .words = 0 };
	for (size_t i = from; i < to; i++) {
		const struct token *k = &t->at[i];

		if (k->stop)
			continue;
		str_printf(n->fold + len, sizeof(n->fold) - len, "%s%s",
		    len > 0 ? " " : "", k->fold);
		len = strlen(n->fold);
		n->words++;
		n->known += k->known;
		capitals += k->capital;
	}
	n->certain = capitals == n->words || n->known == n->words;
}

/* Better: more words, then names that are certain. */
static bool is_better(const struct clue_name *a, const struct clue_name *b)
{
	if (a->certain != b->certain)
		return a->certain;
	return a->words > b->words;
}

static void add_run(struct clues *c, const struct tokens *t, size_t from, size_t to)
{
	struct clue_name n;
	size_t at;

	write_run(t, from, to, &n);
	for (size_t i = 0; i < c->name_count; i++)
		if (strcmp(c->names[i].fold, n.fold) == 0)
			return;
	for (at = c->name_count; at > 0 && is_better(&n, &c->names[at - 1]); at--)
		continue;
	if (at == CLUE_NAMES)
		return;
	if (c->name_count < CLUE_NAMES)
		c->name_count++;
	for (size_t i = c->name_count - 1; i > at; i--)
		c->names[i] = c->names[i - 1];
	c->names[at] = n;
}

/* The end of the run that begins at from: "María de la Cruz Quispe". */
static size_t end_of_run(const struct tokens *t, size_t from)
{
	size_t end = from + 1, words = 1;

	for (size_t at = end; at < t->count && words < RUN_WORDS && !t->at[at].starts;
	     at++) {
		if (is_name(t, at)) {
			end = at + 1;
			words++;
		} else if (!one_of(t->at[at].fold, links, COUNT(links))) {
			break;
		}
	}
	return end;
}

static bool may_be_misspelt(const struct tokens *t, size_t i)
{
	return i < t->count && !t->at[i].stop && strlen(t->at[i].fold) >= LONELY_LEAST;
}

/* The two words from place at on, if they belong to one sentence and other may be the
 * misspelt half of a name. */
static void add_pair(struct clues *c, const struct tokens *t, size_t at, size_t other)
{
	if (may_be_misspelt(t, other) && at + 1 < t->count && !t->at[at + 1].starts)
		add_run(c, t, at, at + 2);
}

static void find_names(struct clues *c, const struct tokens *t)
{
	for (size_t i = 0, end; i < t->count; i = end) {
		end = i + 1;
		if (!is_name(t, i))
			continue;
		end = end_of_run(t, i);
		add_run(c, t, i, end);
		/* A name alone: the word before or behind it may be its other half. */
		if (end == i + 1 && !t->at[i].capital && i > 0)
			add_pair(c, t, i - 1, i - 1);
		if (end == i + 1 && !t->at[i].capital)
			add_pair(c, t, i, i + 1);
	}
}

/* --- places --- */

char *clue_region(char out[5], const char *place)
{
	return str_printf(out, 5, "%.4s", place);
}

static void add_place(struct clues *c, const char *id)
{
	char region[5];

	if (*id == '\0' || *id == '-' || strcmp(id, HERE) == 0)
		return;
	clue_region(region, id);
	for (size_t i = 0; i < c->place_count; i++)
		if (strcmp(c->places[i], region) == 0)
			return;
	if (c->place_count < CLUE_PLACES)
		str_copy(c->places[c->place_count++], sizeof(c->places[0]), region);
}

/* Names of places as they are written; of several words up to three. */
static enum err find_places(struct store *st, struct clues *c, const struct tokens *t)
{
	static const char sql[] = "SELECT id FROM place WHERE fold = ?1 AND kind IN"
				  " ('region', 'province', 'country') LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	for (size_t i = 0; e == AM_OK && i < t->count; i++) {
		char name[4 * TOKEN_BYTES] = "";

		for (size_t n = 0; e == AM_OK && n < 3 && i + n < t->count; n++) {
			const size_t len = strlen(name);
			int rc;

			if (!t->at[i].capital && !t->at[i].placed)
				break;
			str_printf(name + len, sizeof(name) - len, "%s%s",
			    n > 0 ? " " : "", t->at[i + n].fold);
			sqlite3_bind_text(q, 1, name, -1, SQLITE_STATIC);
			rc = sqlite3_step(q);
			if (rc == SQLITE_ROW)
				add_place(c, store_text(q, 0));
			e = store_err(rc);
			sqlite3_reset(q);
		}
	}
	store_done(st, q);
	return e;
}

/* --- age and telephones --- */

static void find_age(struct clues *c, const struct tokens *t, int64_t now)
{
	for (size_t i = 0; i + 1 < t->count; i++) {
		const long n = t->at[i].number ? strtol(t->at[i].fold, NULL, 10) : 0;

		if (n < AGE_LEAST || n > AGE_MOST || strlen(t->at[i].fold) > 2 ||
		    !one_of(t->at[i + 1].fold, years, COUNT(years)))
			continue;
		c->age = age_now("", t->at[i].fold, now, now);
		return;
	}
}

static void add_phone(struct clues *c, const char *dialled, const char *country)
{
	if (strlen(dialled) < PHONE_LEAST || c->phone_count == CLUE_PHONES)
		return;
	phone_store(c->phone[c->phone_count], dialled, country);
	for (size_t i = 0; i < c->phone_count; i++)
		if (strcmp(c->phone[i], c->phone[c->phone_count]) == 0)
			return;
	c->phone_count++;
}

/* Digits that are written as numbers are: "961 555 877", "+51-961-555877". */
static void find_phones(struct clues *c, const char *text, const char *country)
{
	char digits[PHONE_LEN];

	while (*text != '\0') {
		size_t n = 0;

		while (*text != '\0' && !isdigit((unsigned char)*text) && *text != '+')
			text++;
		for (; *text != '\0' && strchr("+0123456789 -.", *text) != NULL; text++)
			if ((isdigit((unsigned char)*text) || (*text == '+' && n == 0)) &&
			    n + 1 < sizeof(digits))
				digits[n++] = *text;
		digits[n] = '\0';
		add_phone(c, digits, country);
	}
}

/* --- all of it --- */

static enum err read_phones(struct store *st, const struct record *rec, struct clues *c)
{
	char country[CALL_COUNTRY_LEN];
	enum err e = call_country(st, country);

	if (e != AM_OK)
		return e;
	c->phone_count = 1; /* the caller's, also if it is not known */
	if (strlen(record_get_id(rec, "phone")) >= PHONE_LEAST)
		phone_store(c->phone[0], record_get_id(rec, "phone"), country);
	add_phone(c, record_get_id(rec, "offer_phone"), country);
	find_phones(c, record_get_id(rec, "notes"), country);
	find_phones(c, record_get_id(rec, "where_is"), country);
	return AM_OK;
}

static void read_codes(const struct record *rec, int64_t now, struct clues *c)
{
	static const char *const places[] = { "place_from", "place_now", "place_left",
		"province", "offer_country" };
	for (size_t i = 0; i < COUNT(places); i++)
		add_place(c, record_get_id(rec, places[i]));
	str_copy(c->sex, sizeof(c->sex), record_get_id(rec, "sex"));
	str_copy(c->venue, sizeof(c->venue), record_get_id(rec, "venue"));
	c->age = age_now("", record_get_id(rec, "age"), now, now);
}

static void mark_placed(struct tokens *t, size_t from)
{
	for (size_t i = from; i < t->count; i++)
		t->at[i].placed = true;
}

enum err clues_read(
    struct store *st, const struct record *rec, int64_t now, struct clues *out)
{
	struct tokens *t = mem_new(1, sizeof(*t));
	size_t placed;
	enum err e;

	*out = (struct clues){ .phone_count = 0 };
	read_codes(rec, now, out);
	add_tokens(t, record_get_id(rec, "notes"));
	placed = t->count;
	add_tokens(t, record_get_id(rec, "where_is"));
	mark_placed(t, placed);
	e = read_phones(st, rec, out);
	if (e == AM_OK)
		e = look_up_names(st, t);
	if (e == AM_OK)
		e = find_places(st, out, t);
	if (e == AM_OK) {
		find_names(out, t);
		if (out->age.group == AGE_NOT_KNOWN)
			find_age(out, t, now);
	}
	explicit_bzero(t, sizeof(*t));
	free(t);
	return e;
}
