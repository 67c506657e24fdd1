/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which offers of the register may be the one that is being told? */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/call_priv.h"
#include "schema/match_priv.h"
#include "schema/offer_priv.h"
#include "schema/phone.h"

#define PHONE_LEAST 7 /* digits of a number that can be compared */
#define FOUND_MAX 24
#define NAMES_MAX 12
#define ROOT_STEPS 32

/* What is looked for; text that is not known is "". */
struct wanted {
	const char *phone; /* as it is stored */
	const char *name;
	const char *paper, *seen_on, *place;
	int64_t not_id; /* and what counts as this one */
};

struct found {
	struct offer_row rows[FOUND_MAX];
	size_t count;
};

/* --- names --- */

/* What says nothing about who makes an offer, folded. */
static const char *const common[] = { "a", "academia", "agencia", "agency", "ag", "al",
	"amiga", "amigo", "and", "anuncio", "aviso", "bar", "chica", "club", "conocida",
	"conocido", "con", "contratos", "cia", "de", "del", "don", "dona", "dra", "dr",
	"e", "el", "eirl", "empleo", "empleos", "empresa", "en", "facebook", "internet",
	"inversiones", "job", "jobs", "joven", "la", "las", "lic", "licenciada", "los",
	"mr", "mrs", "of", "para", "persona", "por", "prima", "primo", "radio",
	"restaurant", "restaurante", "sa", "sac", "se", "senor", "senora", "senorita",
	"servicio", "servicios", "sr", "sra", "srl", "srta", "su", "the", "tia", "tio",
	"trabajo", "trabajos", "un", "una", "vecina", "vecino", "whatsapp", "y" };

#define HEARD_LEAST 5 /* letters; short words sound like too much */

/* Also as it was heard: an "ajencia" says as little as an agency. */
static bool is_common(const char *word)
{
	const bool by_sound = strlen(word) >= HEARD_LEAST;
	struct buf heard = { 0 }, key = { 0 };
	bool found = false;

	if (by_sound)
		txt_phon(&heard, word);
	for (size_t i = 0; i < COUNT(common) && !found; i++) {
		found = strcmp(word, common[i]) == 0;
		if (found || !by_sound || strlen(common[i]) < HEARD_LEAST)
			continue;
		buf_clear(&key);
		txt_phon(&key, common[i]);
		found = strcmp(buf_text(&heard), buf_text(&key)) == 0;
	}
	buf_fini(&heard);
	buf_fini(&key);
	return found;
}

void offer_key(struct buf *out, const char *name)
{
	struct buf fold = { 0 };
	const size_t start = out->len;
	char *rest, *word;

	txt_fold(&fold, name);
	rest = fold.data;
	while (rest != NULL && (word = strsep(&rest, " ")) != NULL)
		if (*word != '\0' && !is_common(word))
			buf_printf(out, "%s%s", out->len > start ? " " : "", word);
	buf_fini(&fold);
}

/* How far a name may be from what was said (match.c: an edit of a letter is 4 in the
 * spelling and as much in the sound, a word more is 1). */
static int reach(const char *key)
{
	const size_t letters = strlen(key);

	return letters < 4 ? 2 : letters < 10 ? 12 : 20;
}

/* --- telephones --- */

static const char *national(const char *phone, const char *country)
{
	const size_t prefix = strlen(country);
	const bool has = strncmp(phone, country, prefix) == 0;

	return has && strlen(phone) >= prefix + PHONE_LEAST ? phone + prefix : phone;
}

static bool ends_with(const char *text, const char *end)
{
	const size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

bool offer_same_phone(const char *a, const char *b, const char *country)
{
	const char *x = national(a, country), *y = national(b, country);

	if (strlen(x) < PHONE_LEAST || strlen(y) < PHONE_LEAST)
		return false;
	return ends_with(x, y) || ends_with(y, x);
}

/* What was typed, also half of it, as it would be stored. */
static void stored_phone(char out[PHONE_LEN], const char *typed, const char *country)
{
	static const struct field phone = {
		.id = "phone", .type = FIELD_PHONE, .max_len = 20
	};
	char dialled[PHONE_LEN];

	if (field_check(&phone, typed, 0, dialled, sizeof(dialled)) != AM_OK ||
	    strcmp(dialled, "-") == 0)
		*out = '\0';
	else
		phone_store(out, dialled, country);
}

/* --- roots --- */

enum err offer_root(struct store *st, int64_t id, int64_t *root)
{
	static const char sql[] =
	    "SELECT coalesce(merged_into, 0), withdrawn FROM offer WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	bool withdrawn = true;

	for (int64_t next = id, i = 0; e == AM_OK && next != 0 && i < ROOT_STEPS; i++) {
		int rc;

		id = next;
		sqlite3_bind_int64(q, 1, id);
		rc = sqlite3_step(q);
		e = store_err(rc);
		withdrawn = rc != SQLITE_ROW || sqlite3_column_int(q, 1) != 0;
		next = rc == SQLITE_ROW ? sqlite3_column_int64(q, 0) : 0;
		sqlite3_reset(q);
	}
	store_done(st, q);
	if (e == AM_OK)
		*root = withdrawn ? 0 : id;
	return e;
}

/* --- gathering --- */

static enum err add(struct store *st, const struct wanted *w, int64_t id,
    enum offer_match how, struct found *found)
{
	struct offer_row row;
	int64_t root = 0;
	enum err e = offer_root(st, id, &root);

	if (e != AM_OK || root == 0 || root == w->not_id)
		return e;
	for (size_t i = 0; i < found->count; i++)
		if (found->rows[i].id == root) {
			found->rows[i].matched |= how;
			return AM_OK;
		}
	if (found->count == FOUND_MAX)
		return AM_OK;
	e = offer_fetch(st, root, &row);
	if (e == AM_OK) {
		row.matched = how;
		found->rows[found->count++] = row;
	}
	return e;
}

static enum err by_phone(
    struct store *st, const char *phone, int64_t *ids, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT id, phone FROM offer WHERE phone IS NOT NULL AND substr(phone, -4) ="
	    " substr(?1, -4) ORDER BY id";
	char country[CALL_COUNTRY_LEN];
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e = call_country(st, country);
	int rc = SQLITE_DONE;

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, phone, -1, SQLITE_STATIC);
	while (n < max && (rc = sqlite3_step(q)) == SQLITE_ROW)
		if (offer_same_phone(phone, store_text(q, 1), country))
			ids[n++] = sqlite3_column_int64(q, 0);
	store_done(st, q);
	*count = n;
	return store_err(rc);
}

static enum err add_phones(struct store *st, const struct wanted *w, struct found *found)
{
	int64_t ids[FOUND_MAX];
	size_t count = 0;
	enum err e = strlen(w->phone) >= PHONE_LEAST
			 ? by_phone(st, w->phone, ids, FOUND_MAX, &count)
			 : AM_OK;

	for (size_t i = 0; e == AM_OK && i < count; i++)
		e = add(st, w, ids[i], OFFER_PHONE, found);
	return e;
}

static enum err add_names(struct store *st, const struct wanted *w, struct found *found)
{
	static const struct match_in offers = {
		.by_sound = "SELECT rowid FROM offer_fts WHERE offer_fts MATCH"
			    " 'phon : (' || ?1 || ')' LIMIT ?2",
		.by_pieces =
		    "SELECT rowid FROM offer_tri WHERE offer_tri MATCH ?1 LIMIT ?2",
		.row = "SELECT fold, txt_phon(fold) FROM offer"
		       " WHERE id = ?1 AND fold <> ''",
	};
	struct match_person hits[NAMES_MAX];
	struct buf key = { 0 };
	size_t count = 0;
	enum err e = AM_OK;

	offer_key(&key, w->name);
	if (key.len > 0)
		e = match_names(st, &offers, buf_text(&key), hits, NAMES_MAX, &count);
	for (size_t i = 0; e == AM_OK && i < count; i++)
		if (hits[i].distance <= reach(buf_text(&key)))
			e = add(st, w, hits[i].id, OFFER_NAME, found);
	buf_fini(&key);
	return e;
}

static bool same_text(const char *a, const char *b)
{
	struct buf x = { 0 }, y = { 0 };
	bool same;

	txt_fold(&x, a);
	txt_fold(&y, b);
	same = x.len > 0 && strcmp(buf_text(&x), buf_text(&y)) == 0;
	buf_fini(&x);
	buf_fini(&y);
	return same;
}

/* The same paper of the same day; two places that are known must be one. */
static enum err add_adverts(struct store *st, const struct wanted *w, struct found *found)
{
	static const char sql[] =
	    "SELECT id, paper FROM offer WHERE seen_on = ?1 AND paper <> ''"
	    " AND (?2 = '' OR place_from IS NULL OR place_from = ?2) LIMIT 500";
	int64_t ids[FOUND_MAX];
	size_t count = 0;
	sqlite3_stmt *q = NULL;
	enum err e = AM_OK;
	int rc = SQLITE_DONE;

	if (*w->paper == '\0' || *w->seen_on == '\0')
		return AM_OK;
	e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, w->seen_on, -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 2, w->place, -1, SQLITE_STATIC);
	while (count < FOUND_MAX && (rc = sqlite3_step(q)) == SQLITE_ROW)
		if (same_text(w->paper, store_text(q, 1)))
			ids[count++] = sqlite3_column_int64(q, 0);
	store_done(st, q);
	e = store_err(rc);
	for (size_t i = 0; e == AM_OK && i < count; i++)
		e = add(st, w, ids[i], OFFER_ADVERT, found);
	return e;
}

static enum err gather(struct store *st, const struct wanted *w, struct offer_row *out,
    size_t max, size_t *count)
{
	struct found *found = mem_new(1, sizeof(*found));
	enum err e = add_phones(st, w, found);

	if (e == AM_OK)
		e = add_adverts(st, w, found);
	if (e == AM_OK)
		e = add_names(st, w, found);
	if (e == AM_OK) {
		*count = found->count < max ? found->count : max;
		memcpy(out, found->rows, *count * sizeof(*out));
	}
	explicit_bzero(found, sizeof(*found));
	free(found);
	return e;
}

/* --- in public --- */

enum err offer_with_phone(struct store *st, const char *phone, int64_t *id)
{
	int64_t ids[FOUND_MAX], root = 0;
	size_t count = 0;
	enum err e = by_phone(st, phone, ids, FOUND_MAX, &count);

	for (size_t i = 0; e == AM_OK && root == 0 && i < count; i++)
		e = offer_root(st, ids[i], &root);
	if (e == AM_OK)
		*id = root;
	return e;
}

enum err offer_like(struct store *st, const struct actor *actor, const char *phone,
    const char *name, struct offer_row *out, size_t max, size_t *count)
{
	char country[CALL_COUNTRY_LEN], stored[PHONE_LEN];
	const struct wanted w = { stored, name, "", "", "", 0 };
	enum err e;

	if (!role_may(actor->role, ACT_OFFER_VIEW))
		return AM_DENIED;
	e = call_country(st, country);
	if (e != AM_OK)
		return e;
	stored_phone(stored, phone, country);
	return gather(st, &w, out, max, count);
}

/* The phone is read as it is stored, not as it is dialled. */
static enum err read_wanted(
    struct store *st, int64_t id, struct wanted *w, char text[5][160])
{
	static const char sql[] =
	    "SELECT phone, by_name || ' ' || also, paper, seen_on, place_from FROM offer"
	    " WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	for (int i = 0; e == AM_OK && i < 5; i++)
		str_copy(text[i], sizeof(text[i]), store_text(q, i));
	store_done(st, q);
	*w = (struct wanted){ text[0], text[1], text[2], text[3], text[4], id };
	return e;
}

enum err offer_similar(struct store *st, const struct actor *actor, int64_t id,
    struct offer_row *out, size_t max, size_t *count)
{
	char text[5][160];
	struct wanted w;
	int64_t root = 0;
	enum err e;

	if (!role_may(actor->role, ACT_OFFER_VIEW))
		return AM_DENIED;
	e = offer_root(st, id, &root);
	if (e == AM_OK && root == 0)
		e = AM_MISSING;
	if (e == AM_OK)
		e = read_wanted(st, root, &w, text);
	return e == AM_OK ? gather(st, &w, out, max, count) : e;
}
