/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Settings: one table gives name, type, range, unit, default and text of each;
 * parsing, checks, "amparod -T" and the manual are made from it.
 *
 * What is needed before the database opens stands in amparo.conf (INI); the rest
 * in the table setting of the database.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct store;

enum setting_place { SETTING_FILE, SETTING_DATABASE };
enum setting_type {
	SETTING_TEXT,
	SETTING_PATH,
	SETTING_NUMBER,
	SETTING_YESNO,
	SETTING_ADDRESS
};

/* X(code, place, section.name, type, least, greatest, unit, default, text) */
#define SETTING_TABLE(X)                                                                 \
	X(SET_DATABASE, SETTING_FILE, "data.database", SETTING_PATH, 1, 1000, "",        \
	    "/var/lib/amparo/amparo.db", N_("The database file."))                       \
	X(SET_RUN_DIR, SETTING_FILE, "data.run", SETTING_PATH, 1, 1000, "",              \
	    "/run/amparo", N_("Directory of the control socket."))                       \
	X(SET_HOST_KEY, SETTING_FILE, "ssh.host_key", SETTING_PATH, 1, 1000, "",         \
	    "/var/lib/amparo/host_key", N_("The server's private host key (Ed25519)."))  \
	X(SET_LISTEN, SETTING_FILE, "ssh.listen", SETTING_ADDRESS, 1, 64, "", "0.0.0.0", \
	    N_("Address to listen on."))                                                 \
	X(SET_PORT, SETTING_FILE, "ssh.port", SETTING_NUMBER, 1, 65535, "", "2222",      \
	    N_("TCP port to listen on."))                                                \
	X(SET_LEGACY, SETTING_FILE, "ssh.legacy", SETTING_YESNO, 0, 1, "", "no",         \
	    N_("Also accept the algorithms that old clients need."))                     \
	X(SET_BANNER, SETTING_FILE, "ssh.banner", SETTING_YESNO, 0, 1, "", "yes",        \
	    N_("Show the warning before log-in."))                                       \
	X(SET_GRACE, SETTING_FILE, "ssh.grace", SETTING_NUMBER, 5, 600, "s", "60",       \
	    N_("Time to log in."))                                                       \
	X(SET_KEEPALIVE, SETTING_FILE, "ssh.keepalive", SETTING_NUMBER, 10, 3600, "s",   \
	    "60", N_("A silent client is asked after this time; two misses end it."))    \
	X(SET_MAX_STRANGERS, SETTING_FILE, "limits.strangers", SETTING_NUMBER, 1, 10000, \
	    "", "64", N_("Connections that have not logged in, in all."))                \
	X(SET_DROP_FROM, SETTING_FILE, "limits.drop_from", SETTING_NUMBER, 1, 10000, "", \
	    "32", N_("From so many of them on, new ones are dropped at random."))        \
	X(SET_PER_ADDRESS, SETTING_FILE, "limits.per_address", SETTING_NUMBER, 1, 10000, \
	    "", "8", N_("Connections that have not logged in, from one address."))       \
	X(SET_EXEMPT, SETTING_FILE, "limits.exempt", SETTING_TEXT, 0, 1000, "", "",      \
	    N_("Addresses without the limit per address, separated by blanks."))         \
	X(SET_DETACHED, SETTING_DATABASE, "session.detached", SETTING_NUMBER, 60, 86400, \
	    "s", "1800", N_("How long a console waits for its operator to come back."))  \
	X(SET_LOCK, SETTING_DATABASE, "session.lock", SETTING_NUMBER, 60, 86400, "s",    \
	    "300",                                                                       \
	    N_("Idle time after which the console locks (never in an open call)."))      \
	X(SET_IDLE, SETTING_DATABASE, "session.idle", SETTING_NUMBER, 60, 86400, "s",    \
	    "3600",                                                                      \
	    N_("Idle time after which the connection ends (never in an open call)."))    \
	X(SET_PIN_TRIES, SETTING_DATABASE, "session.pin_tries", SETTING_NUMBER, 1, 20,   \
	    "", "3", N_("Wrong PINs after which the connection ends."))                  \
	X(SET_NAME, SETTING_DATABASE, "line.name", SETTING_TEXT, 1, 60, "", "Amparo",    \
	    N_("Name of the hotline, on reports."))                                      \
	X(SET_ZONE, SETTING_DATABASE, "line.zone", SETTING_TEXT, 1, 64, "",              \
	    "America/Lima", N_("Time zone of the hotline."))                             \
	X(SET_COUNTRY, SETTING_DATABASE, "line.country", SETTING_TEXT, 1, 4, "", "51",   \
	    N_("Country code of telephone numbers without one."))                        \
	X(SET_RECEIPT, SETTING_DATABASE, "referral.receipt", SETTING_NUMBER, 1, 720,     \
	    "h", "24", N_("Time in which a body confirms the receipt of a referral."))   \
	X(SET_REMIND, SETTING_DATABASE, "referral.remind", SETTING_NUMBER, 1, 90, "d",   \
	    "7", N_("So long after an answer a referral is to be looked at again."))     \
	X(SET_FOLLOWUP_GRACE, SETTING_DATABASE, "followup.grace", SETTING_NUMBER, 0, 86400, \
	    "s", "900",                                                                  \
	    N_("How long after its time a follow-up or referral is told to supervisors.")) \
	X(SET_RESCUE_EVERY, SETTING_DATABASE, "rescue.every", SETTING_NUMBER, 10, 86400, \
	    "s", "900", N_("Time between two check-ins of a rescue, as proposed."))      \
	X(SET_MODE, SETTING_DATABASE, "line.demo", SETTING_YESNO, 0, 1, "", "no",        \
	    N_("Invented data: every screen says so."))

enum setting_id {
#define SETTING_CODE(code, place, name, type, least, greatest, unit, value, text) code,
	SETTING_TABLE(SETTING_CODE)
#undef SETTING_CODE
	    SETTING_COUNT
};

struct setting {
	const char *name; /* "ssh.port": [ssh] port = 2222 in the file */
	enum setting_place place;
	enum setting_type type;
	int64_t least, greatest; /* of the number, or of the length of a text */
	const char *unit;
	const char *value; /* default */
	const char *text;  /* msgid */
};

const struct setting *setting_get(enum setting_id id);

/* The setting called name, or SETTING_COUNT. */
enum setting_id setting_find(const char *name);

/*
 * Is value allowed?  Returns AM_OK, or AM_INVALID with a sentence (msgid) in *why.
 */
MUST_CHECK enum err setting_check(
    enum setting_id id, const char *value, const char **why);

/* Settings of the database: the stored value, or the default. */
MUST_CHECK enum err setting_text(
    struct store *st, enum setting_id id, char *out, size_t size);
MUST_CHECK enum err setting_number(struct store *st, enum setting_id id, int64_t *out);

/*
 * Change a setting of the database; audited.  Returns AM_OK, AM_DENIED,
 * AM_INVALID with a sentence (msgid) in *why, or a storage error.
 */
MUST_CHECK enum err setting_put(struct store *st, const struct actor *actor,
    enum setting_id id, const char *value, int64_t now, const char **why);
