/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/hit.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/number.h"
#include "tui/show.h"
#include "tui/tui_priv.h"

#define VENUE_COLS 16

/* clang-format off */
static const struct {
	unsigned bit;
	const char *name; /* N_() */
} matches[] = {
	{ SEARCH_LINKED, N_("linked") },
	{ SEARCH_NUMBER, N_("number") },
	{ SEARCH_PHONE, N_("phone") },
	{ SEARCH_PERSON, N_("name") },
	{ SEARCH_NEAR, N_("similar name") },
	{ SEARCH_WORDS, N_("text") },
	{ SEARCH_AGE, N_("age") },
	{ SEARCH_SEX, N_("sex") },
	{ SEARCH_PLACE, N_("place") },
	{ SEARCH_VENUE, N_("venue") },
	{ SEARCH_MOTIVE, N_("motive") },
	{ SEARCH_TOPIC, N_("topic") },
	{ SEARCH_RESULT, N_("result") },
	{ SEARCH_RISK, N_("risk") },
	{ SEARCH_OPERATOR, N_("operator") },
	{ SEARCH_DATE, N_("date") },
	{ SEARCH_STATUS, N_("status") },
};

static const struct {
	const char *code, *word; /* N_() */
} sexes[] = {
	{ "f", N_("woman") },
	{ "m", N_("man") },
};
/* clang-format on */

void hit_number(const struct search_hit *hit, struct buf *out)
{
	char number[NUMBER_LEN];

	if (hit->kind == SEARCH_OFFER)
		buf_str(out, _("offer"));
	else
		buf_str(out, number_show(number,
				 hit->kind == SEARCH_CASE ? NUMBER_CASE : NUMBER_CALL,
				 hit->number));
}

void hit_matches(const struct search_hit *hit, const char *sep, struct buf *out)
{
	const size_t start = out->len;

	for (size_t i = 0; i < COUNT(matches); i++)
		if ((hit->matched & matches[i].bit) != 0)
			buf_printf(
			    out, "%s%s", out->len > start ? sep : "", _(matches[i].name));
}

void hit_what(struct ui *ui, const struct search_hit *hit, struct buf *out)
{
	static const char *const lists[SEARCH_KINDS] = { [SEARCH_CALL] = "motive",
		[SEARCH_CASE] = "casestatus",
		[SEARCH_OFFER] = "offerkind" };

	if (hit->kind == SEARCH_CALL && hit->open)
		buf_str(out, _("open"));
	else
		buf_str(out, show_code(ui, lists[hit->kind], hit->what));
}

/* --- in one line --- */

/* One more piece behind a comma, if it fits. */
static void add_piece(struct buf *out, size_t start, size_t cols, const char *piece)
{
	const size_t used = utf8_cols(buf_text(out) + start);

	if (*piece == '\0' || used + 2 + utf8_cols(piece) > cols)
		return;
	buf_printf(out, "%s%s", out->len > start ? ", " : "", piece);
}

/* "woman 17", "17" */
static void person_of(const struct search_hit *hit, struct buf *out)
{
	for (size_t i = 0; i < COUNT(sexes); i++)
		if (strcmp(hit->sex, sexes[i].code) == 0)
			buf_str(out, _(sexes[i].word));
	if (*hit->age != '\0' && *hit->age != '-')
		buf_printf(out, "%s%s", out->len > 0 ? " " : "", hit->age);
}

static void add_whole(
    struct ui *ui, const struct search_hit *hit, size_t cols, struct buf *out)
{
	const size_t start = out->len;
	struct buf piece = { 0 };
	char place[64], day[24];

	person_of(hit, &piece);
	if (piece.len == 0 && hit->kind != SEARCH_CASE)
		hit_what(ui, hit, &piece);
	add_piece(out, start, cols, buf_text(&piece));
	if (hit->kind == SEARCH_OFFER)
		add_piece(out, start, cols, hit->who);
	buf_clear(&piece);
	if (*hit->venue != '\0' && *hit->venue != '-')
		add_piece(out, start, cols,
		    show_fit(show_code(ui, "venue", hit->venue), VENUE_COLS, &piece));
	add_piece(out, start, cols, show_place(ui, hit->place, place));
	add_piece(out, start, cols, clock_day(day, hit->at, ui_now(ui)));
	buf_fini(&piece);
}

/* Kinds of match, as many as fit. */
static void add_kinds(const struct search_hit *hit, size_t cols, struct buf *out)
{
	const size_t start = out->len;

	for (size_t i = 0; i < COUNT(matches); i++)
		if ((hit->matched & matches[i].bit) != 0)
			add_piece(out, start, cols, _(matches[i].name));
}

void hit_line(struct ui *ui, const struct search_hit *hit, size_t cols, struct buf *out)
{
	const size_t start = out->len;
	size_t used;

	hit_number(hit, out);
	buf_str(out, "  ");
	used = utf8_cols(buf_text(out) + start);
	if (used >= cols)
		return;
	if (hit->whole)
		add_whole(ui, hit, cols - used, out);
	else
		add_kinds(hit, cols - used, out);
}
