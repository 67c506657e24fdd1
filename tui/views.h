/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screens: one row each.  To add a screen: tui/view_x.c with its struct
 * view_class view_x, a row here, a line in Makefile.am.  The palette, the help,
 * the role check and the tests find it by the row.
 */
#pragma once

#include "tui/view.h"

/* X(name of the struct behind "view_")   what open() wants as arg */
#define VIEW_TABLE(X)                                        \
	X(home)    /* NULL */                                \
	X(login)   /* struct ui_attach */                    \
	X(queue)   /* NULL */                                \
	X(calls)   /* NULL */                                \
	X(call)    /* struct ui_call_arg, NULL: a new one */ \
	X(dial)    /* struct dial_to */                      \
	X(number)  /* struct telephone_who */                \
	X(alerts)  /* NULL */                                \
	X(history) /* struct call */                         \
	X(pick)    /* struct pick_request, pick.h */         \
	X(agenda)  /* NULL */                                \
	X(followup) /* struct ui_about: id, call_id or case_id */ \
	X(search)  /* struct ui_search_arg, NULL: nothing is typed */ \
	X(directory) /* NULL */                                \
	X(institution) /* struct ui_about: id */              \
	X(body)    /* struct ui_about: id, 0: a new one */    \
	X(conflict) /* struct conflict_request, conflict.h */ \
	X(drafts)  /* NULL */                                \
	X(offers)  /* struct ui_about: the offer another one is joined with; NULL: none */ \
	X(offer)   /* struct ui_about: id */                 \
	X(offeredit) /* struct ui_about: id, draft_id */     \
	X(options) /* NULL */                                \
	X(help)    /* NULL */                                \
	X(palette) /* NULL */                                \
	X(lock)    /* NULL */

#define VIEW_EXTERN(name) extern const struct view_class view_##name;
VIEW_TABLE(VIEW_EXTERN)
#undef VIEW_EXTERN
