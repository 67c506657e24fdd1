/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amparo audit verify */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "server/cli/cli.h"
#include "server/cli/rows.h"
#include "server/conf.h"
#include "server/secret.h"
#include "server/text.h"

static const struct column columns[] = {
	{ "sound", N_("Sound"), CELL_YESNO },
	{ "rows", N_("Rows checked"), CELL_NUMBER },
	{ "first_bad", N_("First bad row"), CELL_NUMBER },
	{ "heads", N_("Signed heads checked"), CELL_NUMBER },
	{ "head", N_("Hash of the last row"), CELL_TEXT },
};

static int digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c != '\0' ? strchr(digits, tolower((unsigned char)c)) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

static bool from_hex(const char *text, unsigned char *out, size_t size)
{
	if (strlen(text) != 2 * size)
		return false;
	for (size_t i = 0; i < size; i++) {
		const int high = digit(text[2 * i]), low = digit(text[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

static char *to_hex(char out[2 * AUDIT_HASH_LEN + 1], const unsigned char *bytes)
{
	for (size_t i = 0; i < AUDIT_HASH_LEN; i++)
		str_printf(out + 2 * i, 3, "%02x", bytes[i]);
	return out;
}

/*
 * The key given, or the public half of the one beside the database; *has is false if
 * there is none: the chain is then checked without signatures.
 */
static int public_key(struct run *r, unsigned char key[AUDIT_PUBLIC_KEY_LEN], bool *has)
{
	const char *given = run_option(r, "public-key");
	const char *database = conf_text(r->conf, SET_DATABASE);
	unsigned char secret[AUDIT_SIGN_KEY_LEN];
	struct buf path = { 0 };
	enum err e = AM_OK;

	*has = true;
	if (given != NULL)
		return from_hex(given, key, AUDIT_PUBLIC_KEY_LEN)
			   ? EXIT_DONE
			   : run_say(EXIT_USAGE,
				 _("A public key has 64 hexadecimal digits."));
	buf_printf(&path, "%s.audit_key", database);
	*has = access(buf_text(&path), F_OK) == 0;
	buf_fini(&path);
	if (*has)
		e = secret_sign_key(database, secret, key);
	explicit_bzero(secret, sizeof(secret));
	return e == AM_OK ? EXIT_DONE : run_fail(e, NULL);
}

/* --head 4711:9f86...: is the row that was written down elsewhere still there? */
static int check_head(struct run *r)
{
	const char *given = run_option(r, "head");
	unsigned char hash[AUDIT_HASH_LEN];
	char *end;
	int64_t id;
	enum err e;

	if (given == NULL)
		return EXIT_DONE;
	id = strtoll(given, &end, 10);
	if (id <= 0 || *end != ':' || !from_hex(end + 1, hash, sizeof(hash)))
		return run_say(EXIT_USAGE,
		    _("A head is ROW:HASH, as amparo status and the journal show them."));
	e = audit_contains(r->st, id, hash);
	if (e == AM_CORRUPT)
		return run_say(EXIT_FAILED, _("The head is not in the audit: rows were "
					      "cut off or written anew."));
	return e == AM_OK ? EXIT_DONE : run_fail(e, NULL);
}

static void print(struct run *r, const struct audit_report *report, bool sound)
{
	struct rows *t = rows_new(columns, COUNT(columns));
	char hex[2 * AUDIT_HASH_LEN + 1];

	rows_number(t, sound);
	rows_number(t, report->rows);
	rows_number(t, report->first_bad);
	rows_number(t, report->heads);
	rows_text(t, to_hex(hex, report->head));
	rows_print_one(t, r->json);
	rows_free(t);
}

int audit_check(struct run *r)
{
	unsigned char key[AUDIT_PUBLIC_KEY_LEN];
	struct audit_report report = { 0 };
	bool has_key;
	int code = public_key(r, key, &has_key);
	enum err e;

	if (code != EXIT_DONE)
		return code;
	e = audit_verify(r->st, has_key ? key : NULL, &report);
	if (e != AM_OK)
		return run_fail(e, NULL);
	code = check_head(r);
	if (code == EXIT_USAGE)
		return code;
	print(r, &report, report.first_bad == 0 && code == EXIT_DONE);
	if (report.first_bad != 0)
		code = EXIT_FAILED;
	return code;
}
