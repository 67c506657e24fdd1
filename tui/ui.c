/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/ui.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/code.h"
#include "schema/number.h"
#include "schema/setting.h"
#include "schema/wire.h"
#include "tui/followups.h"
#include "tui/rescues.h"
#include "tui/tui_priv.h"
#include "tui/ui_priv.h"
#include "tui/views.h"

/* A level deeper than any screen goes; stops a view that pushes itself. */
#define DEPTH_MAX 16

/* --- the stack --- */

static size_t depth(const struct ui *ui)
{
	size_t n = 0;

	for (const struct view *v = ui->top; v != NULL; v = v->below)
		n++;
	return n;
}

static void view_free(struct view *v)
{
	free(v->state);
	free(v->note);
	free(v);
}

/* Views popped while a key was handled may still be running until now. */
static void bury(struct ui *ui)
{
	while (ui->graves != NULL) {
		struct view *v = ui->graves;

		ui->graves = v->below;
		view_free(v);
	}
}

struct view *ui_body(const struct ui *ui)
{
	struct view *v = ui->top;

	while (v->class->place != VIEW_BODY && v->below != NULL)
		v = v->below;
	return v;
}

static void top_shown(struct ui *ui)
{
	struct view *v = ui->top;

	if (v != NULL && v->class->shown != NULL)
		v->class->shown(ui, v->state);
	ui->dirty = true;
}

enum err ui_push(struct ui *ui, const struct view_class *class, const void *arg)
{
	struct view *v;
	enum err e = AM_OK;

	if (class != &view_lock &&
	    (!ui_may(ui, class->action) || depth(ui) >= DEPTH_MAX)) {
		ui_error(ui, AM_DENIED);
		return AM_DENIED;
	}
	v = mem_new(1, sizeof(*v));
	v->class = class;
	v->state = mem_new(1, class->state_size != 0 ? class->state_size : 1);
	if (class->open != NULL)
		e = class->open(ui, v->state, arg);
	if (e != AM_OK) {
		view_free(v);
		ui_error(ui, e);
		return e;
	}
	v->below = ui->top;
	ui->top = v;
	ui->dirty = true;
	return AM_OK;
}

static enum err save_one(struct ui *ui, struct view *v)
{
	return v->class->save_draft == NULL ? AM_OK : v->class->save_draft(ui, v->state);
}

/* Say where the call is that was being taken when its number was noted. */
static void say_parked(struct ui *ui, int64_t number)
{
	char text[NUMBER_LEN];

	if (number != 0 && ui_call(ui) != number)
		ui_message(ui, MESSAGE_DONE, _("%s stays open as a draft."),
		    number_show(text, NUMBER_CALL, number));
}

static void unlink_top(struct ui *ui)
{
	struct view *v = ui->top;

	ui->top = v->below;
	v->below = ui->graves;
	ui->graves = v;
	if (v->class->close != NULL)
		v->class->close(ui, v->state);
}

enum err ui_pop(struct ui *ui)
{
	enum err e;

	if (ui->top == NULL || ui->top->below == NULL)
		return AM_OK;
	e = save_one(ui, ui->top);
	if (e != AM_OK) {
		ui_error(ui, e);
		return e;
	}
	unlink_top(ui);
	top_shown(ui);
	return AM_OK;
}

/* Take away what lies above the uppermost view of class. */
static enum err pop_to(struct ui *ui, const struct view_class *class)
{
	while (ui->top->class != class && ui->top->below != NULL) {
		enum err e = save_one(ui, ui->top);

		if (e != AM_OK) {
			ui_error(ui, e);
			return e;
		}
		unlink_top(ui);
	}
	top_shown(ui);
	return AM_OK;
}

enum err ui_home(struct ui *ui)
{
	return pop_to(ui, &view_home);
}

enum err ui_go(struct ui *ui, const struct view_class *class)
{
	return ui_state_of(ui, class) != NULL ? pop_to(ui, class)
					      : ui_push(ui, class, NULL);
}

const struct view_class *ui_top(const struct ui *ui)
{
	return ui->top->class;
}

void *ui_state_of(const struct ui *ui, const struct view_class *class)
{
	for (struct view *v = ui->top; v != NULL; v = v->below)
		if (v->class == class)
			return v->state;
	return NULL;
}

const struct view_class *ui_view(const char *name)
{
#define VIEW_ADDRESS(word) &view_##word,
	static const struct view_class *const all[] = { VIEW_TABLE(VIEW_ADDRESS) };
#undef VIEW_ADDRESS

	for (size_t i = 0; i < COUNT(all); i++)
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	return NULL;
}

enum err ui_open_call_with(struct ui *ui, const struct ui_call_arg *arg)
{
	const struct view_class *class = &view_call;
	const int64_t number = ui_call(ui);
	enum err e = AM_OK;

	if (arg->what != UI_CALL_SHOW || ui_state_of(ui, class) != NULL)
		e = ui_home(ui);
	if (e == AM_OK)
		e = ui_push(ui, class, arg);
	if (e == AM_OK)
		say_parked(ui, number);
	return e;
}

enum err ui_open_call(struct ui *ui, enum ui_call_what what, int64_t id)
{
	const struct ui_call_arg arg = { .what = what, .id = id };

	return ui_open_call_with(ui, &arg);
}

enum err ui_call_out(struct ui *ui, const struct dial_to *to)
{
	return ui_push(ui, &view_dial, to);
}

/* --- what a view may ask for --- */

struct store *ui_store(const struct ui *ui)
{
	return ui->st;
}

const struct actor *ui_actor(const struct ui *ui)
{
	return &ui->actor;
}

const struct operator* ui_operator(const struct ui *ui)
{
	return &ui->op;
}

bool ui_may(const struct ui *ui, enum action action)
{
	return role_may(ui->op.role, action);
}

const char *ui_lang(const struct ui *ui)
{
	return ui->op.lang;
}

int64_t ui_now(const struct ui *ui)
{
	return ui->world.now(ui->world.data);
}

int64_t ui_now_ms(const struct ui *ui)
{
	return ui->world.now_ms(ui->world.data);
}

void ui_touch(struct ui *ui)
{
	ui->dirty = true;
}

void ui_news(struct ui *ui, unsigned topic, int64_t id)
{
	ui->world.changed(ui->world.data, topic, id);
	ui->told |= topic;
}

void ui_changed(struct ui *ui, unsigned topic, int64_t id)
{
	undo_end(ui);
	ui_news(ui, topic, id);
}

enum err ui_after(struct ui *ui, unsigned topic, int64_t id, enum err e)
{
	if (e == AM_OK)
		ui_changed(ui, topic, id);
	return e;
}

bool ui_hurry(const struct ui *ui)
{
	return ui->world.key_waits(ui->world.data);
}

/* Where a class keeps its time: its own place, else a free or the oldest one. */
static struct bell *bell_of(struct ui *ui, const char *class)
{
	struct bell *oldest = &ui->bells[0];

	for (size_t i = 0; i < COUNT(ui->bells); i++) {
		if (strcmp(ui->bells[i].class, class) == 0)
			return &ui->bells[i];
		if (ui->bells[i].next_ms < oldest->next_ms)
			oldest = &ui->bells[i];
	}
	*oldest = (struct bell){ .next_ms = 0 };
	str_copy(oldest->class, sizeof(oldest->class), class);
	return oldest;
}

void ui_ring(struct ui *ui, const char *class)
{
	struct bell *bell = bell_of(ui, class);

	if (!ui->op.bell || ui_now_ms(ui) < bell->next_ms)
		return;
	bell->next_ms = ui_now_ms(ui) + BELL_MS;
	ui->world.bell(ui->world.data);
}

void ui_spelt(struct ui *ui, const struct spelt *spelt)
{
	ui->spelt = *spelt;
}

const struct ui_line *ui_line(const struct ui *ui)
{
	return &ui->line;
}

bool ui_describe_below(struct ui *ui, struct buf *out)
{
	const struct view *v = ui->top->below;

	while (v != NULL && v->class->place != VIEW_BODY)
		v = v->below;
	if (v == NULL || v->below == NULL)
		return false;
	buf_str(out, _(v->class->title));
	if (v->class->subject != NULL) {
		buf_byte(out, ' ');
		v->class->subject(ui, v->state, out);
	}
	return true;
}

/* --- preferences --- */

void ui_set_lang(struct ui *ui, const char *lang)
{
	enum err e = operator_set_lang(ui->st, &ui->actor, lang, ui_now(ui));

	str_copy(ui->op.lang, sizeof(ui->op.lang), lang);
	lang_set(lang);
	for (struct view *v = ui->top; v != NULL; v = v->below)
		if (v->class->shown != NULL)
			v->class->shown(ui, v->state);
	ui_error(ui, e);
	ui->dirty = true;
}

void ui_set_colour(struct ui *ui, bool on)
{
	enum err e = operator_set_colour(ui->st, &ui->actor, on, ui_now(ui));

	ui->op.colour = on;
	ui->world.colour(ui->world.data, on);
	ui_error(ui, e);
	ui->dirty = true;
}

void ui_set_bell(struct ui *ui, bool on)
{
	enum err e = operator_set_bell(ui->st, &ui->actor, on, ui_now(ui));

	ui->op.bell = on;
	ui_error(ui, e);
	ui->dirty = true;
}

void ui_set_charset(struct ui *ui, const char *charset)
{
	enum err e =
	    operator_set_charset(ui->st, &ui->actor, ui->line.term, charset, ui_now(ui));

	str_copy(ui->line.charset, sizeof(ui->line.charset), charset);
	ui->world.charset(ui->world.data, charset);
	ui_error(ui, e);
	ui->repaint = true;
	ui->dirty = true;
}

/* --- life --- */

static int64_t setting_ms(struct store *st, enum setting_id id)
{
	int64_t seconds;

	if (setting_number(st, id, &seconds) != AM_OK)
		seconds = 300;
	return seconds * 1000;
}

static void read_settings(struct ui *ui)
{
	const bool was_demo = ui->demo;
	char demo[8] = "";

	ui->lock_ms = setting_ms(ui->st, SET_LOCK);
	ui->idle_ms = setting_ms(ui->st, SET_IDLE);
	if (setting_text(ui->st, SET_MODE, demo, sizeof(demo)) == AM_OK)
		ui->demo = strcmp(demo, "yes") == 0;
	ui->dirty = ui->dirty || ui->demo != was_demo;
}

static void set_actor(struct ui *ui)
{
	ui->actor.operator_id = ui->op.id;
	ui->actor.role = ui->op.role;
	ui->actor.name = ui->op.login;
}

struct ui *ui_new(
    struct store *st, const struct operator* op, const struct ui_world *world)
{
	struct ui *ui = mem_new(1, sizeof(*ui));

	ui->st = st;
	ui->world = *world;
	ui->op = *op;
	set_actor(ui);
	lang_set(ui->op.lang);
	read_settings(ui);
	ui->key_ms = ui_now_ms(ui);
	if (ui_push(ui, &view_home, NULL) != AM_OK)
		ui_end(ui, N_("You may not use this console."));
	ui->dirty = true;
	return ui;
}

void ui_free(struct ui *ui)
{
	if (ui == NULL)
		return;
	ui_save_drafts(ui);
	while (ui->top != NULL)
		unlink_top(ui);
	bury(ui);
	free(ui->message.text);
	undo_end(ui);
	free(ui);
}

void ui_save_drafts(struct ui *ui)
{
	for (struct view *v = ui->top; v != NULL; v = v->below) {
		enum err e = save_one(ui, v);

		if (e != AM_OK)
			log_err("draft of view %s: %s", v->class->name, err_name(e));
	}
}

static bool all_saved(struct ui *ui)
{
	for (struct view *v = ui->top; v != NULL; v = v->below) {
		enum err e = save_one(ui, v);

		if (e != AM_OK) {
			ui_error(ui, e);
			return false;
		}
	}
	return true;
}

void ui_end(struct ui *ui, const char *why)
{
	ui->ended = true;
	ui->ended_why = why;
}

void ui_log_out(struct ui *ui)
{
	if (all_saved(ui))
		ui_end(ui, N_("Goodbye. Your drafts are kept."));
}

/* The admin changed something about this account. */
void ui_read_operator(struct ui *ui)
{
	struct operator op;

	if (operator_get(ui->st, ui->op.id, &op) != AM_OK)
		return;
	if (!op.active) {
		ui_save_drafts(ui);
		ui_end(ui, N_("Your account was disabled. What you typed is kept."));
		return;
	}
	if (strcmp(op.lang, ui->op.lang) != 0)
		lang_set(op.lang);
	ui->op = op;
	set_actor(ui);
	while (ui->top->below != NULL && !ui_may(ui, ui->top->class->action))
		if (ui_pop(ui) != AM_OK)
			break;
	top_shown(ui);
}

/* --- the connection --- */

/* The page of an earlier connection goes, wherever it lies. */
static void forget_login_page(struct ui *ui)
{
	struct view **at = &ui->top;

	while (*at != NULL && (*at)->class != &view_login)
		at = &(*at)->below;
	if (*at != NULL) {
		struct view *page = *at;

		*at = page->below;
		view_free(page);
	}
}

void ui_attach(struct ui *ui, const struct ui_attach *with)
{
	struct ui_line *line = &ui->line;

	if (ui->ended)
		return;
	ui_read_operator(ui);
	line->session_id = with->session_id;
	line->failed = with->failed;
	line->attached = true;
	line->resumed = with->resumed;
	line->colours = 0;
	line->rows = with->rows;
	line->cols = with->cols;
	str_copy(line->peer, sizeof(line->peer), with->peer);
	str_copy(line->term, sizeof(line->term), with->term);
	str_copy(line->charset, sizeof(line->charset), with->charset);
	ui->actor.session_id = with->session_id;
	ui->hang_up = NULL;
	ui->key_ms = ui_now_ms(ui);
	read_settings(ui);
	lock_open(ui); /* she has just shown her key: more than a PIN */
	forget_login_page(ui);
	ui->world.colour(ui->world.data, ui->op.colour);
	(void)ui_push(ui, &view_login, with);
	bury(ui);
	ui->repaint = true;
}

void ui_size(struct ui *ui, int rows, int cols)
{
	ui->dirty = ui->dirty || ui->line.rows != rows || ui->line.cols != cols;
	ui->line.rows = rows;
	ui->line.cols = cols;
}

void ui_terminal(struct ui *ui, const char *charset, int colours)
{
	str_copy(ui->line.charset, sizeof(ui->line.charset), charset);
	ui->line.colours = colours;
	ui->dirty = true;
}

void ui_detach(struct ui *ui)
{
	ui_save_drafts(ui);
	ui->line.attached = false;
}

/* --- keys --- */

static void run_row(struct ui *ui, struct view *v, const struct key_row *row)
{
	if (ui_may(ui, row->action))
		row->run(ui, v->state);
	else
		ui_error(ui, AM_DENIED);
}

/* A question takes F3 and Esc as "back", and nothing else that works everywhere. */
static bool leaves_question(const struct key *key)
{
	return key->code == KEY_F3 || key->code == KEY_ESCAPE;
}

static void dispatch(struct ui *ui, const struct key *key)
{
	struct view *v = ui->top;
	const struct key_row *row = row_find(ui, v, v->class->keys, key);

	if (row != NULL) {
		run_row(ui, v, row);
		return;
	}
	if (v->class->key != NULL && v->class->key(ui, v->state, key))
		return;
	if (v->class->place == VIEW_BODY) {
		row = row_find(ui, v, ui_keys, key);
		if (row != NULL)
			run_row(ui, v, row);
	} else if (v->class->place != VIEW_ALL && leaves_question(key)) {
		(void)ui_pop(ui);
	}
}

static bool at_once(struct ui *ui, const struct key *key)
{
	switch (key->code) {
	case KEY_F12:
		lock_now(ui);
		return true;
	case KEY_REPAINT:
		ui->repaint = true;
		return true;
	case KEY_STOP:
		if (!ui_locked(ui))
			ui_message(ui, MESSAGE_DONE, "%s", _("Everything saves itself."));
		return true;
	default:
		return false;
	}
}

static bool spells_on(struct ui *ui, const struct key *key)
{
	const bool on = key->code == KEY_TEXT && spelt_takes(&ui->spelt, key->c);

	if (!on)
		spelt_end(&ui->spelt);
	return on;
}

/* What this console has told the others is news to its own screens, too; only now, since
 * the view that said so was still at work. */
static void hear_oneself(struct ui *ui)
{
	const unsigned topics = ui->told;

	ui->told = 0;
	if (topics != 0 && !ui->ended)
		ui_event(ui, topics, 0);
}

void ui_key(struct ui *ui, const struct key *key)
{
	if (ui->ended || key->code == KEY_NONE || key->code == KEY_READY ||
	    key->code == KEY_CURSOR)
		return;
	ui->key_ms = ui_now_ms(ui);
	if (spells_on(ui, key))
		return;
	ui->dirty = true;
	ui->message.fresh = false;
	if (!at_once(ui, key) && !frame_is_small(ui)) {
		const bool clears = message_clears(ui, key);

		dispatch(ui, key);
		if (clears && !ui->message.fresh)
			ui_message_clear(ui);
	}
	hear_oneself(ui);
	bury(ui);
}

/* --- events and time --- */

void ui_event(struct ui *ui, unsigned topic, int64_t id)
{
	struct view *body = ui_body(ui);

	if (topic & TOPIC_SETTING)
		read_settings(ui);
	if (topic & TOPIC_USER)
		code_forget(ui->st); /* the list of people */
	if ((topic & TOPIC_USER) && (id == 0 || id == ui->op.id))
		ui_read_operator(ui);
	if (topic & TOPIC_RESCUE)
		rescues_say(ui, id);
	if (topic & TOPIC_FOLLOWUP)
		followups_say(ui, id);
	if (topic & TOPIC_ALERT)
		alert_show(ui, id);
	body = ui_body(ui);
	for (struct view *v = ui->top; v != NULL; v = v->below) {
		if ((v->class->topics & topic) != 0 && v->class->event != NULL)
			v->class->event(ui, v->state, topic, id);
		if (v == body)
			break;
	}
	bury(ui);
}

void ui_say(struct ui *ui, const char *sentence)
{
	ui_message(ui, MESSAGE_WARN, "%s", sentence);
}

void ui_pin_answer(struct ui *ui, uint32_t answer, uint32_t left)
{
	lock_answer(ui, answer, left);
	bury(ui);
}

/* When the console locks by itself, and when it ends; -1: not while a call is open. */
static int64_t idle_deadline(const struct ui *ui)
{
	if (!ui->line.attached || ui->ended || ui_call(ui) != 0)
		return -1;
	return ui->key_ms + (ui_locked(ui) ? ui->idle_ms : ui->lock_ms);
}

int64_t ui_sooner(int64_t a, int64_t b)
{
	if (a < 0 || b < 0)
		return a < 0 ? b : a;
	return a < b ? a : b;
}

int64_t ui_deadline(const struct ui *ui)
{
	int64_t when = idle_deadline(ui);

	for (const struct view *v = ui->top; v != NULL; v = v->below)
		if (v->class->deadline != NULL)
			when = ui_sooner(when, v->class->deadline(v->state));
	return when;
}

static void tick_idle(struct ui *ui, int64_t now_ms)
{
	const int64_t when = idle_deadline(ui);

	if (when < 0 || now_ms < when)
		return;
	if (!ui_locked(ui)) {
		lock_now(ui);
	} else {
		ui_save_drafts(ui);
		ui_end(ui,
		    N_("The session ended because nobody typed. Your drafts are kept."));
	}
}

void ui_tick(struct ui *ui)
{
	const int64_t now_ms = ui_now_ms(ui);
	struct view *below;

	for (struct view *v = ui->top; v != NULL; v = below) {
		below = v->below;
		if (v->class->deadline == NULL || v->class->tick == NULL)
			continue;
		const int64_t when = v->class->deadline(v->state);

		if (when >= 0 && now_ms >= when)
			v->class->tick(ui, v->state, now_ms);
	}
	tick_idle(ui, now_ms);
	bury(ui);
}

/* --- what the program asks --- */

bool ui_dirty(const struct ui *ui)
{
	return ui->dirty;
}

void ui_draw(struct ui *ui, struct cells *g)
{
	ui->line.rows = g->rows;
	ui->line.cols = g->cols;
	frame_draw(ui, g);
	ui->dirty = false;
}

bool ui_wants_repaint(struct ui *ui)
{
	const bool wants = ui->repaint;

	ui->repaint = false;
	return wants;
}

bool ui_ended(const struct ui *ui, const char **reason)
{
	if (ui->ended && reason != NULL)
		*reason = _(ui->ended_why);
	return ui->ended;
}

bool ui_hangs_up(struct ui *ui, const char **reason)
{
	if (ui->hang_up == NULL)
		return false;
	*reason = _(ui->hang_up);
	ui->hang_up = NULL;
	return true;
}

const char *ui_screen(const struct ui *ui)
{
	return ui->top->class->name;
}

int64_t ui_call(const struct ui *ui)
{
	int64_t call = 0;

	for (const struct view *v = ui->top; v != NULL && call == 0; v = v->below)
		if (v->class->call != NULL)
			call = v->class->call(v->state);
	return call;
}

bool ui_locked(const struct ui *ui)
{
	return ui->top != NULL && ui->top->class == &view_lock;
}
