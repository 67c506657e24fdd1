/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The checks of what is due.  To add one: a row in due_checks[] (due.c).
 */
#pragma once

#include "schema/due.h"
#include "schema/role.h"
#include "schema/setting.h"
#include "schema/store_priv.h"

struct due_check {
	const char *kind;   /* of the alert, alert.h */
	const char *entity; /* the table */
	unsigned topic;     /* whose screens read again, besides TOPIC_ALERT */

	/*
	 * SELECT id, due_at, note of what is due at ?1, due_at being since when; ?2 is the
	 * setting, where there is one.  What an alert of this kind was raised about since
	 * due_at is left out by itself: it was told.
	 */
	const char *sql;
	enum setting_id setting; /* SETTING_COUNT: none */

	/* What else is written when it is told, in the same brackets; NULL: nothing. */
	enum err (*act)(
	    struct store *st, const struct actor *actor, int64_t id, int64_t now);
};

extern const struct due_check due_checks[];
extern const size_t due_check_count;

/* What the modules do when one of theirs is told. */
MUST_CHECK enum err rescue_missed(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);
