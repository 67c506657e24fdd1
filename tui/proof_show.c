/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/proof_show.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/utf8.h"
#include "schema/code.h"
#include "tui/tui_priv.h"
#include "tui/view.h"

char proof_letter(const struct ui *ui, char answer)
{
	if (answer == 0)
		return ' ';
	return answer == 'y' && strcmp(ui_lang(ui), "es") == 0 ? 's' : answer;
}

void proof_sentence(const struct proof *p, struct buf *out)
{
	buf_printf(out, _("Bad signs: %zu. Answered: %zu of %zu."), p->bad_count,
	    p->asked - p->unsaid, p->count);
	if (p->unsaid > 0)
		buf_printf(out, _(" Did not say: %zu."), p->unsaid);
}

void proof_signs(struct ui *ui, const struct proof *p, int cols, struct buf *out)
{
	const struct code_list *list = NULL;
	const char *between = "";

	if (code_list(ui_store(ui), "proof", &list) != AM_OK)
		return;
	for (size_t i = 0; i < list->count && i < p->count; i++) {
		const char *label = code_label(&list->codes[i], ui_lang(ui));

		if (!p->bad[i])
			continue;
		if (utf8_cols(buf_text(out)) + utf8_cols(label) + 6 > (size_t)cols) {
			buf_str(out, " ...");
			return;
		}
		buf_printf(out, "%s%s %c", between, label, proof_letter(ui, p->answer[i]));
		between = "  ";
	}
}
