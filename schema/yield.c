/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/yield.h"

#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/field.h"
#include "schema/form_priv.h"
#include "schema/record.h"
#include "schema/store_priv.h"

/* What was typed, as if it had been there before what is saved. */
static void add_given_up(struct buf *out, const struct record *mine,
    const struct record *theirs, const bool *which)
{
	const struct form *form = record_form(mine);
	struct record *typed = record_new(form);

	record_copy(typed, theirs);
	for (size_t i = 0; i < form->count; i++)
		if (which[i])
			record_set(typed, i, record_get(mine, i));
	buf_str(out, "{\"old\":");
	(void)form_changes(out, typed, theirs, NULL);
	buf_byte(out, '}');
	record_free(typed);
}

enum err yield_keep(struct store *st, const struct actor *actor, enum action action,
    int64_t id, const struct record *mine, const struct record *theirs, const bool *which,
    int64_t now)
{
	const char *table = record_form(mine)->table;
	struct buf detail = { 0 };
	enum err e = role_may(actor->role, action) ? store_begin(st) : AM_DENIED;

	if (e != AM_OK)
		return e;
	add_given_up(&detail, mine, theirs, which);
	e = store_end(
	    st, audit_add(st, actor, now, "yield", table, id, buf_text(&detail)));
	explicit_bzero(detail.data, detail.cap);
	buf_fini(&detail);
	return e;
}
