/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list of choices on the lower rows (F4): what is typed narrows it, the digit or
 * letter of a choice picks it, arrows and Enter do, too.  The screen below stays in
 * sight.  Pushed with a struct pick_request:
 *
 *   ui_push(ui, &view_pick, &request);
 */
#pragma once

#include <stddef.h>

#include "tui/form.h"
#include "tui/view.h"

struct pick_request {
	const char *title; /* translated; copied */
	void *data;        /* lives longer than the list is open */
	/* Choices that fit what was typed, at most max of them in out; how many. */
	size_t (*options)(
	    void *data, const char *typed, struct form_option *out, size_t max);
	/* One was chosen; the list is closed already. */
	void (*choose)(struct ui *ui, void *data, const char *value);
};
