/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ten questions about an offer, of one call: each is answered by one key and saved at
 * once.  A sign that speaks against the offer is marked; it is advice, she decides.
 */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call.h"
#include "schema/code.h"
#include "schema/number.h"
#include "schema/operator.h"
#include "schema/proof.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/list.h"
#include "tui/proof_show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define HEAD_ROWS 3

struct state {
	struct ui *ui;
	int64_t call_id, number;
	bool may; /* answer */
	struct proof proof;
	const struct code_list *questions;
	struct list list;
};

/* --- reading --- */

static enum err read_again(struct state *s)
{
	const enum err e =
	    code_list(ui_store(s->ui), "proof", &s->questions);

	return e == AM_OK ? proof_in_hand(ui_store(s->ui), ui_actor(s->ui),
				s->call_id, &s->proof)
			  : e;
}

static enum err read_call(struct state *s)
{
	struct record *rec = record_new(&call_form);
	struct call call;
	enum err e = call_load(
	    ui_store(s->ui), ui_actor(s->ui), s->call_id, ui_now(s->ui), &call, rec);

	record_free(rec);
	if (e != AM_OK)
		return e;
	s->number = call.number;
	s->may = call.status != CALL_VOID &&
		 ui_may(s->ui, call.operator_id == ui_operator(s->ui)->id
				   ? ACT_CALL_EDIT
				   : ACT_CALL_EDIT_ANY);
	return AM_OK;
}

static enum err proof_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;
	enum err e;

	if (about == NULL || about->call_id == 0)
		return AM_MISSING;
	s->ui = ui;
	s->call_id = about->call_id;
	e = read_call(s);
	if (e == AM_OK)
		e = read_again(s);
	if (e == AM_OK)
		list_count(&s->list, s->proof.count);
	return e;
}

static void proof_shown(struct ui *ui, void *state)
{
	struct state *s = state;

	ui_error(ui, read_again(s));
	list_count(&s->list, s->proof.count);
}

static void proof_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	const struct state *s = state;

	if (topic == TOPIC_CALL && id != 0 && id != s->call_id)
		return;
	proof_shown(ui, state);
	ui_touch(ui);
}

/* --- answering --- */

static void tell_others(struct ui *ui, int64_t call_id)
{
	ui_changed(ui, TOPIC_CALL, call_id);
	ui_changed(ui, TOPIC_OFFER, 0);
}

static enum err take_back(struct ui *ui, int64_t call_id)
{
	const enum err e =
	    proof_take_back(ui_store(ui), ui_actor(ui), call_id, ui_now(ui));

	if (e == AM_OK)
		tell_others(ui, call_id);
	return e;
}

static void answer(struct state *s, char letter)
{
	const size_t at = s->list.at;
	const struct code *c = &s->questions->codes[at];
	const enum err e = proof_answer(
	    ui_store(s->ui), ui_actor(s->ui), s->call_id, c->code, letter, ui_now(s->ui));

	if (e != AM_OK) {
		ui_error(s->ui, e);
		return;
	}
	if (letter != 0 && s->list.at + 1 < s->list.count)
		s->list.at++;
	ui_error(s->ui, read_again(s));
	tell_others(s->ui, s->call_id);
	ui_undoable(s->ui, &(struct ui_undo){ .run = take_back, .id = s->call_id },
	    _("answer %zu of %zu"), at + 1, s->list.count);
}

/* s, y and 1 mean yes, n and 2 no, 3 does not know, - did not say; Backspace takes the
 * answer back. */
static bool proof_key(struct ui *ui, void *state, const struct key *key)
{
	static const char keys[] = "sSyY1nN23-", answers[] = "yyyyynnn?-";
	struct state *s = state;
	const char *found = NULL;

	if (ui_undo_key(ui, key))
		return true;
	if (key->code == KEY_TEXT && key->c > ' ' && key->c < 0x7f)
		found = strchr(keys, (int)key->c);
	if (!s->may || s->list.count == 0)
		return list_key(&s->list, key);
	if (key->code == KEY_BACKSPACE || key->code == KEY_DELETE)
		answer(s, 0);
	else if (found != NULL)
		answer(s, answers[found - keys]);
	else
		return list_key(&s->list, key);
	return true;
}

/* --- drawing --- */

static const struct column columns[] = {
	{ NULL, 3, 0, 0, 0 },
	{ "", 1, 0, 0, 0 },
	{ "", 66, 80, 0, 0 },
	{ .width = 0 },
};

static void proof_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;

	if (s->proof.bad[row])
		*role = CELL_WARN;
	if (col == 0)
		buf_printf(out, "[%c]", proof_letter(s->ui, s->proof.answer[row]));
	else if (col == 1)
		buf_str(out, s->proof.bad[row] ? "!" : "");
	else
		buf_str(out, code_label(&s->questions->codes[row], ui_lang(s->ui)));
}

static void proof_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + HEAD_ROWS, a.col, a.rows - HEAD_ROWS, a.cols };
	struct buf text = { 0 };

	(void)ui;
	proof_sentence(&s->proof, &text);
	cells_text(g, a.row, a.col + 1, a.cols - 1,
	    s->proof.bad_count > 0 ? CELL_WARN : CELL_PLAIN, buf_text(&text));
	buf_fini(&text);
	if (s->may)
		cells_text(g, a.row + 1, a.col + 1, a.cols - 1, CELL_PLAIN,
		    _("s or y yes, n no, 3 does not know, - did not say; Backspace "
		      "clears, u undoes."));
	list_draw(&s->list, columns, proof_cell, s, g, rest, top, "");
}

static void proof_number(const void *state, struct buf *out)
{
	char number[NUMBER_LEN];

	buf_str(
	    out, number_show(number, NUMBER_CALL, ((const struct state *)state)->number));
}

static void proof_subject(struct ui *ui, const void *state, struct buf *out)
{
	(void)ui;
	proof_number(state, out);
}

static void proof_help(struct ui *ui, const void *state, struct buf *out)
{
	(void)ui, (void)state;
	buf_printf(out, "%s\n%s\n",
	    _("Each answer is saved at once. ! marks what speaks against the offer; what is "
	      "not known is no sign."),
	    _("Contract and fare stand in the form of the call as well: what one of the two "
	      "says counts for the other while that is empty. The register "
	      "counts each question once, however many callers say so."));
}

const struct view_class view_proof = {
	.name = "proof",
	.title = N_("Ten questions"),
	.action = ACT_OFFER_VIEW,
	.topics = TOPIC_CALL | TOPIC_OFFER,
	.state_size = sizeof(struct state),
	.open = proof_open,
	.shown = proof_shown,
	.event = proof_event,
	.key = proof_key,
	.draw = proof_draw,
	.subject = proof_subject,
	.number = proof_number,
	.help = proof_help,
};
