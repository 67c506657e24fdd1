/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * amparo init: everything a new hotline needs before amparod starts.  What is there
 * already stays as it is, so that a second init does no harm.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/store.h"
#include "server/cli/cli.h"
#include "server/cli/rows.h"
#include "server/conf.h"
#include "server/secret.h"
#include "server/sshkey.h"
#include "server/text.h"

static const struct column columns[] = {
	{ "database", N_("Database"), CELL_TEXT },
	{ "host_key", N_("Host key"), CELL_TEXT },
	{ "fingerprint", N_("Fingerprint"), CELL_TEXT },
	{ "public_key", N_("Public key"), CELL_TEXT },
	{ "admin", N_("Admin"), CELL_TEXT },
};

/* Make the directory that holds path, with those above it. */
static enum err make_directory(const char *path)
{
	char *copy = mem_dup(path);
	enum err e = AM_OK;

	for (char *p = copy + 1; e == AM_OK && *p != '\0'; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(copy, 0700) != 0 && errno != EEXIST)
			e = errno == EACCES || errno == EROFS ? AM_DENIED : AM_STORAGE;
		*p = '/';
	}
	free(copy);
	return e;
}

/* Root makes files for the account that owns the directory: amparod runs as that. */
static enum err give_to_owner(const char *path)
{
	char *directory = mem_dup(path);
	char *slash = strrchr(directory, '/');
	struct stat owner;
	enum err e = AM_OK;

	if (slash != NULL && slash != directory)
		*slash = '\0';
	if (geteuid() == 0 && stat(directory, &owner) == 0 && owner.st_uid != 0 &&
	    lchown(path, owner.st_uid, owner.st_gid) != 0 && errno != ENOENT)
		e = AM_DENIED;
	free(directory);
	return e;
}

static enum err make_database(struct run *r, const char *path)
{
	enum err e = make_directory(path);

	if (e == AM_OK)
		e = store_open(path, STORE_MIGRATE, &r->st);
	if (e == AM_OK)
		e = give_to_owner(path);
	return e;
}

static enum err make_host_key(const char *path, struct buf *line, char fingerprint[64])
{
	struct buf secret = { 0 }, public_path = { 0 };
	enum err e = make_directory(path);

	if (e == AM_OK)
		e = sshkey_create(path, "amparo");
	if (e == AM_OK || e == AM_EXISTS)
		e = secret_read(path, &secret);
	if (e == AM_OK)
		e = sshkey_public(buf_text(&secret), line, fingerprint);
	secret_forget(&secret);
	buf_printf(&public_path, "%s.pub", path);
	if (e == AM_OK)
		e = give_to_owner(path);
	if (e == AM_OK)
		e = give_to_owner(buf_text(&public_path));
	buf_fini(&public_path);
	return e;
}

static int make_admin(struct run *r, const char *login, const char *key)
{
	const struct new_user u = {
		.login = login, .name = login, .role = "admin", .lang = "es", .key = key
	};
	int64_t id = 0;

	return login != NULL ? user_make(r, &u, &id) : EXIT_DONE;
}

static void print(struct run *r, const char *fingerprint, struct buf *line)
{
	const char *admin = run_option(r, "admin");
	struct rows *t = rows_new(columns, COUNT(columns));

	line->data[strcspn(line->data, "\r\n")] = '\0';
	rows_text(t, conf_text(r->conf, SET_DATABASE));
	rows_text(t, conf_text(r->conf, SET_HOST_KEY));
	rows_text(t, fingerprint);
	rows_text(t, line->data);
	rows_text(t, admin != NULL ? admin : "");
	rows_print_one(t, r->json);
	rows_free(t);
}

int init_run(struct run *r)
{
	const char *admin = run_option(r, "admin"), *key = run_option(r, "key");
	const char *database = conf_text(r->conf, SET_DATABASE);
	const char *host_key = conf_text(r->conf, SET_HOST_KEY);
	char fingerprint[64] = "";
	struct buf line = { 0 };
	int code = EXIT_DONE;
	enum err e;

	if ((admin == NULL) != (key == NULL))
		return run_say(
		    EXIT_USAGE, _("An admin needs a key: --admin LOGIN --key FILE"));
	e = make_database(r, database);
	if (e != AM_OK)
		return run_fail(e, database);
	e = make_host_key(host_key, &line, fingerprint);
	if (e != AM_OK)
		code = run_fail(e, host_key);
	if (code == EXIT_DONE)
		code = make_admin(r, admin, key);
	if (code == EXIT_DONE)
		print(r, fingerprint, &line);
	buf_fini(&line);
	return code;
}
