/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/card_show.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/wire.h"
#include "tui/tui_priv.h"

#define NOON 12

/* "24 Nov 2026" for "2026-11-24" into out. */
static const char *day(struct ui *ui, const char *iso, char out[24])
{
	struct clock_parts p = { .hour = NOON };

	if (strlen(iso) != strlen("2026-11-24"))
		return iso;
	p.year = (int)strtol(iso, NULL, 10);
	p.month = (int)strtol(iso + 5, NULL, 10);
	p.day = (int)strtol(iso + 8, NULL, 10);
	return clock_day(out, clock_join(&p), ui_now(ui));
}

void card_version(struct ui *ui, const struct guide *card, struct buf *out)
{
	char text[24];

	buf_printf(out, _("Version %" PRId64 ", %s"), card->version,
	    day(ui, card->dated_on, text));
	if (*card->who != '\0')
		buf_printf(out, ", %s", card->who);
	buf_byte(out, '.');
}

static void draw_foot(
    struct ui *ui, const struct guide *card, struct cells *g, struct area a, int row)
{
	struct buf foot = { 0 };

	card_version(ui, card, &foot);
	buf_printf(&foot, " %s", card->source);
	cells_text(g, row, a.col + 1, a.cols - 2, CELL_PLAIN, buf_text(&foot));
	buf_fini(&foot);
}

void card_draw(struct ui *ui, const struct guide *card, struct cells *g, struct area a)
{
	const char *p = card->body;
	int row = a.row + 1;

	cells_text(g, a.row, a.col + 1, a.cols - 2, CELL_TITLE, card->title);
	while (*p != '\0' && row < a.row + a.rows - 1) {
		const size_t n = strcspn(p, "\n");
		char *line = mem_dup(p);

		line[n] = '\0';
		cells_text(g, row++, a.col + 1, a.cols - 2, CELL_PLAIN, line);
		free(line);
		p += n;
		p += *p == '\n';
	}
	draw_foot(ui, card, g, a,
	    a.rows > CARD_ROWS ? a.row + CARD_ROWS - 1 : a.row + a.rows - 1);
	cells_cursor(g, a.row, a.col + 1);
}

enum err card_take_back(struct ui *ui, int64_t id)
{
	const enum err e = guide_take_back(ui_store(ui), ui_actor(ui), ui_now(ui), &id);

	return ui_after(ui, TOPIC_GUIDE, id, e);
}
