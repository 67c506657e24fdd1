/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/screening_show.h"

#include "schema/base/buf.h"
#include "schema/base/utf8.h"
#include "tui/tui_priv.h"

void screening_show_missing(const struct screening *s, size_t cols, struct buf *out)
{
	const char *between = " ";
	size_t used = utf8_cols(_("Still to ask:"));

	if (s->missing_count == 0 || used > cols)
		return;
	buf_str(out, _("Still to ask:"));
	for (size_t i = 0; i < s->missing_count; i++) {
		const char *question = _(s->missing[i]);

		used += utf8_cols(between) + utf8_cols(question);
		if (used > cols)
			return;
		buf_printf(out, "%s%s", between, question);
		between = ", ";
	}
}

static const char *state_sign(enum screening_state state)
{
	static const char *const signs[] = {
		[SCREENING_NOT_ASKED] = "?",
		[SCREENING_NOT_FOUND] = N_("no"),
		[SCREENING_COVERED] = N_("yes"),
		[SCREENING_NOT_NEEDED] = "-",
	};

	return _(signs[state]);
}

void screening_show_line(const struct screening *s, size_t cols, struct buf *out)
{
	const size_t before = out->len;
	size_t used;

	buf_printf(out, _("Act %s, means %s, purpose %s."),
	    state_sign(s->state[SCREENING_ACT]), state_sign(s->state[SCREENING_MEANS]),
	    state_sign(s->state[SCREENING_PURPOSE]));
	used = utf8_cols(buf_text(out) + before) + 2;
	if (s->missing_count == 0 || used >= cols)
		return;
	buf_str(out, "  ");
	screening_show_missing(s, cols - used, out);
}
