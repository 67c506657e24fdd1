/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/setting.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/store_priv.h"

static const struct setting settings[SETTING_COUNT] = {
#define SETTING_ROW(code, place, name, type, least, greatest, unit, value, text) \
	[code] = { name, place, type, least, greatest, unit, value, text },
	SETTING_TABLE(SETTING_ROW)
#undef SETTING_ROW
};

const struct setting *setting_get(enum setting_id id)
{
	return &settings[id];
}

enum setting_id setting_find(const char *name)
{
	for (size_t i = 0; i < COUNT(settings); i++)
		if (strcmp(settings[i].name, name) == 0)
			return (enum setting_id)i;
	return SETTING_COUNT;
}

/* --- checks: each returns what is wrong, or NULL --- */

static bool number_of(const char *value, int64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoll(value, &end, 10);
	return errno == 0 && end != value && *end == '\0' && *value != ' ' &&
	       *value != '+';
}

static const char *check_number(const struct setting *s, const char *value)
{
	int64_t n;

	if (!number_of(value, &n))
		return N_("This must be a whole number.");
	if (n < s->least)
		return N_("This is less than allowed.");
	if (n > s->greatest)
		return N_("This is more than allowed.");
	return NULL;
}

static const char *check_text(const struct setting *s, const char *value)
{
	const size_t len = strlen(value);

	if (!utf8_valid(value, len) || strpbrk(value, "\n\r\t\033") != NULL)
		return N_("This must be one line of text.");
	if (len < (size_t)s->least)
		return N_("This must not be empty.");
	if (len > (size_t)s->greatest)
		return N_("This is too long.");
	return NULL;
}

static const char *check_path(const struct setting *s, const char *value)
{
	if (*value != '/')
		return N_(
		    "This must be a path from the root directory, beginning with /.");
	return check_text(s, value);
}

static const char *check_yesno(const struct setting *s, const char *value)
{
	(void)s;
	if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return N_("This must be yes or no.");
	return NULL;
}

static const char *check_address(const struct setting *s, const char *value)
{
	struct in6_addr address;

	(void)s;
	if (inet_pton(AF_INET, value, &address) != 1 &&
	    inet_pton(AF_INET6, value, &address) != 1)
		return N_("This must be an IPv4 or IPv6 address in digits.");
	return NULL;
}

enum err setting_check(enum setting_id id, const char *value, const char **why)
{
	static const char *(*const checks[])(
	    const struct setting *s, const char *value) = {
		[SETTING_TEXT] = check_text,
		[SETTING_PATH] = check_path,
		[SETTING_NUMBER] = check_number,
		[SETTING_YESNO] = check_yesno,
		[SETTING_ADDRESS] = check_address,
	};
	const struct setting *s = &settings[id];
	const char *wrong = checks[s->type](s, value);

	if (wrong == NULL)
		return AM_OK;
	*why = wrong;
	return AM_INVALID;
}

/* --- the settings of the database --- */

enum err setting_text(struct store *st, enum setting_id id, char *out, size_t size)
{
	static const char sql[] = "SELECT value FROM setting WHERE name = ?1";
	const struct setting *s = &settings[id];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	const char *why;
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, s->name, -1, SQLITE_STATIC);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (e == AM_OK) {
		const char *value = rc == SQLITE_ROW ? store_text(q, 0) : s->value;

		/* Somebody may have written there by hand: a bad value counts as none. */
		if (setting_check(id, value, &why) != AM_OK) {
			log_warn("setting %s: %s", s->name, why);
			value = s->value;
		}
		str_copy(out, size, value);
	}
	store_done(st, q);
	return e;
}

enum err setting_number(struct store *st, enum setting_id id, int64_t *out)
{
	char value[32];
	enum err e = setting_text(st, id, value, sizeof(value));

	if (e != AM_OK)
		return e;
	if (settings[id].type == SETTING_YESNO)
		*out = strcmp(value, "yes") == 0;
	else if (!number_of(value, out))
		return AM_INVALID;
	return AM_OK;
}

enum err setting_put(struct store *st, const struct actor *actor, enum setting_id id,
    const char *value, int64_t now, const char **why)
{
	static const char sql[] =
	    "INSERT INTO setting (name, value, set_at, set_by) VALUES (?1, ?2, ?3, ?4)"
	    " ON CONFLICT (name) DO UPDATE SET value = ?2, set_at = ?3, set_by = ?4";
	const struct setting *s = &settings[id];
	sqlite3_stmt *q = NULL;
	enum err e;

	*why = N_("This setting stands in the configuration file.");
	if (!role_may(actor->role, ACT_SETTING_EDIT))
		return AM_DENIED;
	if (s->place != SETTING_DATABASE)
		return AM_INVALID;
	e = setting_check(id, value, why);
	if (e == AM_OK)
		e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_text(q, 1, s->name, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 2, value, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 3, now);
		store_bind_id(q, 4, actor->operator_id);
	}
	e = store_run(st, q, e);
	if (e == AM_OK)
		e = audit_add(st, actor, now, "setting", s->name, 0, "");
	return store_end(st, e);
}
