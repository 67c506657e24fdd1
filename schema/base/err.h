/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The errors of Amparo: one table makes the codes, their names for the log and
 * the sentence that a person reads.
 *
 * A function that can fail returns enum err and is marked MUST_CHECK.  What a
 * library said is logged once, where it happened; from there on only the code
 * travels.  The operator always reads err_text(), in her language.
 */
#pragma once

#define MUST_CHECK __attribute__((warn_unused_result))

/* Marks a text for translation in a table; it is looked up where it is shown. */
#define N_(text) text

/* X(code, sentence): the sentences say what is safe and what to do. */
#define ERR_TABLE(X)                                                                     \
	X(AM_OK, N_("Done."))                                                            \
	X(AM_AGAIN, N_("Not ready yet."))                                                \
	X(AM_BUSY, N_("The database is busy. Nothing is lost; try again."))              \
	X(AM_STORAGE, N_("It could not be written to disk. Your text is kept here."))    \
	X(AM_FULL, N_("The disk is full. Your text is kept here; tell the admin."))      \
	X(AM_READONLY, N_("The database is read-only. Your text is kept here; tell the admin.")) \
	X(AM_CORRUPT, N_("The database is damaged. Tell the admin."))                    \
	X(AM_NEWER, N_("This database belongs to a newer version of Amparo."))           \
	X(AM_MISSING, N_("Not found."))                                                  \
	X(AM_EXISTS, N_("It exists already."))                                           \
	X(AM_DENIED, N_("You may not do this."))                                         \
	X(AM_INVALID, N_("This is not valid."))                                          \
	X(AM_TOO_LONG, N_("This is too long."))                                          \
	X(AM_CONFLICT, N_("It was changed meanwhile by somebody else."))                 \
	X(AM_STOPPED, N_("Stopped."))                                                    \
	X(AM_IO, N_("The connection between the programs failed."))                      \
	X(AM_CLOSED, N_("The other side has ended."))                                    \
	X(AM_PROTOCOL, N_("The programs do not understand each other."))

enum err {
#define ERR_CODE(code, text) code,
	ERR_TABLE(ERR_CODE)
#undef ERR_CODE
	ERR_COUNT
};

/* The sentence for a person, in the language of the process.  Never NULL. */
const char *err_text(enum err e);

/* The English sentence, untranslated: the msgid.  Never NULL. */
const char *err_msgid(enum err e);

/* "AM_BUSY": for logs and tests.  Never NULL. */
const char *err_name(enum err e);
