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
	X(history) /* struct history_arg, history.h */       \
	X(pick)    /* struct pick_request, pick.h */         \
	X(agenda)  /* struct ui_about: case_id; NULL: all of them */ \
	X(rescue)  /* struct ui_about: id, or case_id */      \
	X(followup) /* struct ui_about: id, call_id or case_id */ \
	X(search)  /* struct ui_search_arg, NULL: nothing is typed */ \
	X(cases)   /* struct ui_about: call_id of the call in hand; NULL */ \
	X(case)    /* struct ui_about: id, call_id */        \
	X(casefile) /* struct ui_about: id */                \
	X(note)    /* struct ui_about: case_id */            \
	X(flags)   /* struct ui_about: case_id, else call_id */ \
	X(access)  /* struct ui_about: case_id */            \
	X(page)    /* struct page, page.h */                 \
	X(people)  /* struct ui_about: case_id */            \
	X(person)  /* struct ui_about: case_id; id, 0: a new one */ \
	X(route)   /* struct ui_about: case_id */            \
	X(leg)     /* struct ui_about: case_id; id, 0: a new one */ \
	X(consent) /* struct ui_about: case_id or call_id; id: a person */ \
	X(accept)  /* struct ui_about: case_id or call_id; id: a person */ \
	X(screening) /* struct ui_about: case_id; id: a person, 0: the first victim */ \
	X(directory) /* NULL */                                \
	X(institution) /* struct ui_about: id */              \
	X(refer)   /* struct ui_about: call_id or case_id */  \
	X(referral) /* struct ui_about: id */                 \
	X(referrals) /* struct ui_about: of a call or case; NULL */ \
	X(body)    /* struct ui_about: id, 0: a new one */    \
	X(conflict) /* struct conflict_request, conflict.h */ \
	X(drafts)  /* NULL */                                \
	X(offers)  /* struct ui_about: id (another is joined with it), or case_id; NULL */ \
	X(offer)   /* struct ui_about: id */                 \
	X(proof)   /* struct ui_about: call_id */            \
	X(offeredit) /* struct ui_about: id, draft_id */     \
	X(options) /* NULL */                                \
	X(cards)   /* NULL */                                \
	X(card)    /* struct ui_about: id of a version */    \
	X(cardlog) /* struct ui_about: id of a version */    \
	X(cardedit) /* struct ui_about: id of a version, draft_id */ \
	X(help)    /* NULL; else the keys at once, not the cards */ \
	X(palette) /* NULL */                                \
	X(lock)    /* NULL */

#define VIEW_EXTERN(name) extern const struct view_class view_##name;
VIEW_TABLE(VIEW_EXTERN)
#undef VIEW_EXTERN
