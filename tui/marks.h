/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marking a telephone from a screen.  What only tells of behaviour ends by itself after
 * 30 days, until somebody sets another end; u takes back what was done.
 */
#pragma once

#include "schema/telephone.h"
#include "tui/view.h"

/* Part of the state of a screen: it lives as long as the list of marks is open. */
struct marks {
	struct ui *ui;
	struct telephone_who who;
	char dialled[PHONE_LEN];
	void (*after)(struct ui *ui, void *data); /* it is set, or ended */
	void *data;
};

/* Which telephone is meant from now on; who is copied. */
void marks_of(struct marks *m, struct ui *ui, const struct telephone_who *who,
    void (*after)(struct ui *ui, void *data), void *data);

/* Pick a mark ("none" ends every one) on top of what is open. */
void marks_pick(struct marks *m);

/* Another end for a mark: a day as people type it, "" for none, NULL: it was given up. */
void marks_until(struct marks *m, const char *flag, const char *day);

void marks_end(struct ui *ui, const struct telephone_who *who, int64_t mark_id);

/* Something was noted of the number, or marked: says so, u takes it back. */
void marks_saved(struct ui *ui, const struct telephone_who *who, const char *said);
