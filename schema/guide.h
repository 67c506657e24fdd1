/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Protocol cards: what an operator says, asks and does not do, short enough to be read
 * while somebody waits.  Each card has a text in Spanish and one in English.
 *
 * The program ships them (cards.txt); a hotline's supervisors write their own.  Nothing is
 * overwritten: every save is a new version beside the old ones, which can be compared and
 * brought back.  What counts is the highest version that a person has made, and as long as
 * there is none the highest that was shipped, so a new release never changes a card that
 * the hotline has approved.
 *
 * A card fits one screen: its title, GUIDE_ROWS lines of GUIDE_COLS columns, and a last row
 * that says which version it is, of when, and where it comes from.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/field.h"
#include "schema/role.h"

struct buf;
struct record;
struct store;

#define GUIDE_ROWS 18
#define GUIDE_COLS 76
#define GUIDE_BODY_MAX 1400 /* bytes: a card is painted in 1,400 */
#define GUIDE_CARDS_MAX 40

/* The fields that a supervisor writes: title, source, body. */
extern const struct form guide_form;

/* One version of one text of a card. */
struct guide {
	int64_t id, version;
	int64_t made_at; /* 0: shipped */
	bool counts;     /* this is the version that operators see */
	char card[16];   /* "minor" */
	char lang[4];    /* "es", "en" */
	char title[80];
	char source[128];
	char dated_on[12]; /* ISO date */
	char who[32];      /* work name of who made it; "": shipped, or brought in */
	char body[GUIDE_BODY_MAX + 1];
};

/* All cards in a language, in their order, at most max.  AM_OK, AM_DENIED or storage. */
MUST_CHECK enum err guide_list(struct store *st, const struct actor *actor,
    const char *lang, struct guide *out, size_t max, size_t *count);

/* The text of a card that counts.  AM_OK, AM_MISSING, AM_DENIED or a storage error. */
MUST_CHECK enum err guide_find(struct store *st, const struct actor *actor,
    const char *card, const char *lang, struct guide *out);

/* A version by its id. */
MUST_CHECK enum err guide_get(
    struct store *st, const struct actor *actor, int64_t id, struct guide *out);

/* All versions of the text that version id is one of, the newest first, at most max. */
MUST_CHECK enum err guide_versions(struct store *st, const struct actor *actor,
    int64_t id, struct guide *out, size_t max, size_t *count);

/*
 * A new version of the text that *id is a version of, with what rec (guide_form) holds;
 * its id into *id.  base is the version it was made from: AM_CONFLICT if another one counts
 * by now.  AM_TOO_LONG with *field where it does not fit its screen, AM_INVALID with *field
 * where title or body are empty; AM_DENIED, AM_MISSING or a storage error.  The draft (0:
 * none) is deleted with it.  Long lines are broken.  What changes nothing makes no version.
 */
MUST_CHECK enum err guide_save(struct store *st, const struct actor *actor, int64_t base,
    struct record *rec, int64_t draft_id, int64_t now, int64_t *id, size_t *field);

/*
 * Version *id comes back: a new version with its text, whose id *id then is.  AM_OK,
 * AM_EXISTS (it is the one that counts), AM_DENIED, AM_MISSING or a storage error.
 */
MUST_CHECK enum err guide_restore(
    struct store *st, const struct actor *actor, int64_t now, int64_t *id);

/*
 * Version *id, made by the actor less than ten minutes ago, is taken back: what counted
 * before it becomes a new version, whose id *id then is.  AM_OK, AM_CONFLICT (another one
 * counts by now), AM_DENIED, AM_MISSING or a storage error.
 */
MUST_CHECK enum err guide_take_back(
    struct store *st, const struct actor *actor, int64_t now, int64_t *id);

/* Does a body fit its screen? */
bool guide_fits(const char *body);

/*
 * As text, for people who review them outside (the form of cards.txt): the texts that
 * count, all languages.  Added to out.
 */
MUST_CHECK enum err guide_export(
    struct store *st, const struct actor *actor, struct buf *out);

/*
 * The way back: every text that differs from the one that counts becomes a new version;
 * *added says how many.  All or nothing: AM_INVALID (*line says where it is wrong),
 * AM_TOO_LONG (the same: it does not fit), AM_DENIED or a storage error.
 */
MUST_CHECK enum err guide_import(struct store *st, const struct actor *actor,
    const char *text, int64_t now, size_t *added, size_t *line);
