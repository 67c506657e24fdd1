/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One body of the directory: what is known of it, what it gives and where, how it has
 * answered.  A shelter shows its kind only until v reveals it, which is recorded.
 */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/bodies.h"
#include "tui/list.h"
#include "tui/pick.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define SERVICES_MAX 60
#define LABEL_COLS 17
#define VALUE_COLS 60

struct state {
	struct ui *ui;
	int64_t id;
	struct institution inst;
	struct inst_service services[SERVICES_MAX];
	size_t count;
	struct list list;
	bool revealed;
	char adding[16];   /* the service that is being added */
	char given_in[12]; /* where */
};

/* --- reading --- */

static enum err read_services(struct state *s)
{
	const enum err e = inst_services(ui_store(s->ui), ui_actor(s->ui), s->id,
	    s->services, SERVICES_MAX, &s->count);

	list_count(&s->list, s->count);
	return e;
}

static enum err read_again(struct state *s)
{
	enum err (*const how)(struct store *, const struct actor *, int64_t, int64_t,
	    struct institution *) = s->revealed ? inst_reveal : inst_get;
	enum err e =
	    how(ui_store(s->ui), ui_actor(s->ui), s->id, ui_now(s->ui), &s->inst);

	return e == AM_OK ? read_services(s) : e;
}

static enum err institution_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	if (arg == NULL)
		return AM_MISSING;
	s->ui = ui;
	s->id = ((const struct ui_about *)arg)->id;
	return read_again(s);
}

static void institution_close(struct ui *ui, void *state)
{
	(void)ui;
	explicit_bzero(state, sizeof(struct state));
}

static void institution_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

/* What was revealed stays as it is until it is opened again: a view is not repeated. */
static void institution_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	struct state *s = state;

	(void)topic;
	if (s->revealed || (id != 0 && id != s->id))
		return;
	ui_error(ui, read_again(s));
	ui_touch(ui);
}

/* --- keys --- */

static enum err take_back(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_REFERRAL, id,
	    inst_undo(ui_store(ui), ui_actor(ui), id, ui_now(ui)));
}

static void done(
    struct state *s, enum err e, const struct ui_undo *undo, const char *sentence)
{
	if (e != AM_OK) {
		ui_error(s->ui, e);
		return;
	}
	ui_changed(s->ui, TOPIC_REFERRAL, s->id);
	ui_error(s->ui, read_again(s));
	ui_saved(s->ui, undo, "%s", sentence);
}

static void done_to_body(struct state *s, enum err e, const char *sentence)
{
	done(s, e, &(struct ui_undo){ .run = take_back, .id = s->id }, sentence);
}

static void reveal(struct ui *ui, void *state)
{
	struct state *s = state;
	enum err e;

	s->revealed = true;
	e = read_again(s);
	if (e != AM_OK) {
		s->revealed = false;
		ui_error(ui, e);
	} else {
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Revealed; the audit says so. Tell its address to nobody."));
	}
}

static void edit(struct ui *ui, void *state)
{
	const struct state *s = state;

	(void)ui_push(ui, &view_body, &(struct ui_about){ .id = s->id });
}

static void verify(struct ui *ui, void *state)
{
	struct state *s = state;

	done_to_body(s, inst_verify(ui_store(ui), ui_actor(ui), s->id, ui_now(ui)),
	    _("Verified today"));
}

static void retire(struct ui *ui, void *state)
{
	struct state *s = state;

	done_to_body(s, inst_retire(ui_store(ui), ui_actor(ui), s->id, true, ui_now(ui)),
	    _("Retired: it is not offered any more"));
}

static void offer_again(struct ui *ui, void *state)
{
	struct state *s = state;

	done_to_body(s, inst_retire(ui_store(ui), ui_actor(ui), s->id, false, ui_now(ui)),
	    _("It is offered again"));
}

static bool is_hidden(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->inst.hidden;
}

static bool is_offered(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->inst.active;
}

static bool is_retired(struct ui *ui, const void *state)
{
	return !is_offered(ui, state);
}

/* --- what it gives --- */

static enum err service_again(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_REFERRAL, 0,
	    inst_service_end(ui_store(ui), ui_actor(ui), id, false, ui_now(ui)));
}

static enum err service_gone(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_REFERRAL, 0,
	    inst_service_end(ui_store(ui), ui_actor(ui), id, true, ui_now(ui)));
}

static void end_service(struct ui *ui, void *state)
{
	struct state *s = state;
	const int64_t id = s->services[s->list.at].id;
	done(s, inst_service_end(ui_store(ui), ui_actor(ui), id, true, ui_now(ui)),
	    &(struct ui_undo){ .run = service_again, .id = id },
	    _("It gives it no longer"));
}

static bool has_services(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->count > 0;
}

static void put_service(struct ui *ui, void *state, const char *note)
{
	struct state *s = state;
	struct record *rec = record_new(&service_form);
	size_t field = 0;
	int64_t id = 0;
	enum err e;

	if (note == NULL) {
		record_free(rec);
		return;
	}
	record_set_id(rec, "service", s->adding);
	record_set_id(rec, "place", s->given_in);
	record_set_id(rec, "note", note);
	e = inst_service_save(
	    ui_store(ui), ui_actor(ui), s->id, &id, 0, NULL, rec, ui_now(ui), &field);
	record_free(rec);
	done(
	    s, e, &(struct ui_undo){ .run = service_gone, .id = id }, _("Service added"));
}

static void place_chosen(struct ui *ui, void *data, const char *value)
{
	struct state *s = data;

	str_copy(s->given_in, sizeof(s->given_in), strcmp(value, "-") == 0 ? "" : value);
	ui_ask(ui, _("Note (may stay empty):"), "", INST_TEXT_MAX, put_service);
}

/* "Where it is" first, then the places that begin so. */
static size_t place_options(
    void *data, const char *typed, struct form_option *out, size_t max)
{
	const struct state *s = data;
	struct place places[40];
	size_t n = 0, count = 0;

	if (*typed == '\0' && max > 0) {
		out[n] = (struct form_option){ .key = '0', .value = "-" };
		str_copy(out[n].label, sizeof(out[n].label), _("Where it is"));
		n++;
	}
	if (place_search(ui_store(s->ui), "any", "", typed, places, COUNT(places),
		&count) != AM_OK)
		count = 0;
	for (size_t i = 0; i < count && n < max; i++, n++) {
		out[n] = (struct form_option){ .key = 0 };
		str_copy(out[n].value, sizeof(out[n].value), places[i].id);
		str_copy(out[n].label, sizeof(out[n].label), places[i].name);
	}
	return n;
}

static void service_chosen(struct ui *ui, void *data, const char *value)
{
	struct state *s = data;
	const struct pick_request request = { .title = _("Given in"),
		.data = s,
		.options = place_options,
		.choose = place_chosen };

	str_copy(s->adding, sizeof(s->adding), value);
	(void)ui_push(ui, &view_pick, &request);
}

static size_t service_options(
    void *data, const char *typed, struct form_option *out, size_t max)
{
	return show_options(
	    ((const struct state *)data)->ui, "service", NULL, typed, out, max);
}

static void add_service(struct ui *ui, void *state)
{
	const struct pick_request request = { .title = _("Service"),
		.data = state,
		.options = service_options,
		.choose = service_chosen };

	(void)ui_push(ui, &view_pick, &request);
}

static bool institution_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui;
	return list_key(&((struct state *)state)->list, key);
}

/* --- drawing: a row of the table is a line of the screen --- */

static void show_kind(const struct state *s, struct buf *out, enum cell_role *role)
{
	struct place place;

	buf_str(out, show_code(s->ui, "inst", s->inst.kind));
	if (place_get(ui_store(s->ui), s->inst.place, &place) == AM_OK)
		buf_printf(out, ", %s%s%s", place.name, *place.parent != '\0' ? ", " : "",
		    place.parent);
	if (s->inst.active)
		return;
	*role = CELL_WARN;
	buf_printf(out, "  ! %s", _("retired"));
}

static void show_hidden(const struct state *s, const char *text, struct buf *out)
{
	buf_str(out, s->inst.hidden ? _("*** (v reveals it)") : text);
}

static void show_address(const struct state *s, struct buf *out, enum cell_role *role)
{
	(void)role;
	show_hidden(s, s->inst.address, out);
}

static void show_phones(const struct state *s, struct buf *out, enum cell_role *role)
{
	(void)role;
	show_hidden(s, s->inst.phones, out);
}

static void show_contact(const struct state *s, struct buf *out, enum cell_role *role)
{
	(void)role;
	show_hidden(s, s->inst.contact, out);
}

static void show_note(const struct state *s, struct buf *out, enum cell_role *role)
{
	(void)role;
	show_hidden(s, s->inst.note, out);
}

static void show_hours(const struct state *s, struct buf *out, enum cell_role *role)
{
	(void)role;
	buf_str(out, s->inst.hours);
}

static void show_langs(const struct state *s, struct buf *out, enum cell_role *role)
{
	(void)role;
	body_codes(s->ui, "lang", s->inst.langs, out);
}

static void show_whom(const struct state *s, struct buf *out, enum cell_role *role)
{
	const int from = s->inst.age_from, to = s->inst.age_to;

	(void)role;
	body_codes(s->ui, "gender", s->inst.genders, out);
	if (from < 0 && to < 0 && out->len == 0)
		buf_str(out, _("everybody"));
	if (from < 0 && to < 0)
		return;
	if (out->len > 0)
		buf_str(out, ", ");
	if (from >= 0 && to >= 0)
		buf_printf(out, _("from %d to %d years"), from, to);
	else if (from >= 0)
		buf_printf(out, _("from %d years"), from);
	else
		buf_printf(out, _("up to %d years"), to);
}

static void show_told(const struct state *s, struct buf *out, enum cell_role *role)
{
	(void)role;
	buf_str(out, s->inst.told ? _("yes") : _("no"));
}

static void show_verified(const struct state *s, struct buf *out, enum cell_role *role)
{
	char day[24];

	if (inst_verified(&s->inst, ui_now(s->ui))) {
		buf_printf(out, _("%s, by %s"),
		    clock_day(day, s->inst.verified_at, ui_now(s->ui)),
		    s->inst.verified_by);
		return;
	}
	*role = CELL_WARN;
	if (s->inst.verified_at == 0)
		buf_printf(out, "! %s", _("never: dial first; d says it is right"));
	else
		buf_printf(out, "! %s (%s, %s)", _("not in 90 days: dial first"),
		    clock_day(day, s->inst.verified_at, ui_now(s->ui)),
		    s->inst.verified_by);
}

static void show_answers(const struct state *s, struct buf *out, enum cell_role *role)
{
	(void)role;
	body_answers(&s->inst.answers, out);
	if (s->inst.answers.sent == 0)
		buf_byte(out, '-');
}

static const struct line {
	const char *label; /* N_() */
	void (*show)(const struct state *s, struct buf *out, enum cell_role *role);
	int rows;
} lines[] = {
	{ N_("Kind"), show_kind, 1 },
	{ N_("Address"), show_address, 1 },
	{ N_("Telephones"), show_phones, 1 },
	{ N_("Ask for"), show_contact, 1 },
	{ N_("Opening hours"), show_hours, 1 },
	{ N_("Languages"), show_langs, 1 },
	{ N_("Takes"), show_whom, 1 },
	{ N_("Told of minors"), show_told, 1 },
	{ N_("Verified"), show_verified, 1 },
	{ N_("Answers (90 d)"), show_answers, 1 },
	{ N_("Note"), show_note, 3 },
};

/* At most rows lines of whole words. */
static void draw_wrapped(const char *text, struct cells *g, int row, int col, int cols,
    int rows, enum cell_role role)
{
	const char *p = text;

	for (int i = 0; i < rows && *p != '\0'; i++) {
		size_t n = utf8_cut(p, (size_t)cols);
		char line[INST_TEXT_MAX + 1];
		const char *blank;

		if (p[n] != '\0' && (blank = memrchr(p, ' ', n)) != NULL && blank > p)
			n = (size_t)(blank - p);
		str_printf(line, sizeof(line), "%.*s", (int)n, p);
		cells_text(g, row + i, col, cols, role, line);
		p += n;
		p += strspn(p, " ");
	}
}

static int draw_lines(const struct state *s, struct cells *g, struct area a)
{
	int row = a.row;

	for (size_t i = 0; i < COUNT(lines) && row < a.row + a.rows; i++) {
		struct buf text = { 0 };
		enum cell_role role = CELL_PLAIN;
		const int left = a.row + a.rows - row;

		lines[i].show(s, &text, &role);
		cells_text(g, row, a.col + 1, LABEL_COLS, CELL_PLAIN, _(lines[i].label));
		draw_wrapped(buf_text(&text), g, row, a.col + 1 + LABEL_COLS, VALUE_COLS,
		    lines[i].rows < left ? lines[i].rows : left, role);
		row += lines[i].rows;
		buf_fini(&text);
	}
	return row;
}

enum service_col { COL_SERVICE, COL_GIVEN_IN, COL_NOTE };

/* clang-format off */
static const struct column columns[] = {
	[COL_SERVICE] = { N_("Service"), 32, 0, 0, 0 },
	[COL_GIVEN_IN] = { N_("Given in"), 16, 0, 0, 0 },
	[COL_NOTE] = { N_("Note"), 25, 60, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void service_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct inst_service *service = &s->services[row];
	char place[64];

	(void)role;
	if (col == COL_SERVICE)
		buf_str(out, show_code(s->ui, "service", service->service));
	else if (col == COL_GIVEN_IN)
		buf_str(out, *service->place != '\0'
				 ? show_place(s->ui, service->place, place)
				 : _("where it is"));
	else if (!s->inst.hidden)
		buf_str(out, service->note);
}

static void institution_name(const void *state, struct buf *out)
{
	const struct state *s = state;

	body_name(s->ui, &s->inst, out);
}

static void institution_subject(struct ui *ui, const void *state, struct buf *out)
{
	buf_byte(out, ' ');
	body_name(ui, &((const struct state *)state)->inst, out);
}

static void institution_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const int row = draw_lines(s, g, a) + 1;
	const struct area rest = { row, a.col, a.row + a.rows - row, a.cols };

	(void)ui;
	cells_cursor(g, a.row, a.col + 1 + LABEL_COLS);
	if (rest.rows > 1)
		list_draw(&s->list, columns, service_cell, s, g, rest, top,
		    _("What it gives is not written down yet."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_NONE, 'v', N_("Reveal"), N_("Reveal name, address and telephones; the audit keeps it"), ACT_DIRECTORY, reveal, is_hidden },
	{ KEY_NONE, 'd', N_("Verified"), N_("I have asked: all of this is right today"), ACT_DIRECTORY, verify, is_offered },
	{ KEY_NONE, 'e', N_("Edit"), N_("Change what is written down of the body"), ACT_DIRECTORY_EDIT, edit, NULL },
	{ KEY_NONE, '+', N_("Service"), N_("Add something that the body gives"), ACT_DIRECTORY_EDIT, add_service, NULL },
	{ KEY_NONE, 'b', N_("No longer"), N_("The body gives the marked service no longer"), ACT_DIRECTORY_EDIT, end_service, has_services },
	{ KEY_NONE, 'D', N_("Retire"), N_("Retire the body: it is not offered any more"), ACT_DIRECTORY_EDIT, retire, is_offered },
	{ KEY_NONE, 0, NULL, N_("Offer the body again"), ACT_DIRECTORY_EDIT, offer_again, is_retired },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_institution = {
	.name = "institution",
	.title = N_("Body"),
	.action = ACT_DIRECTORY,
	.topics = TOPIC_REFERRAL,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = institution_open,
	.close = institution_close,
	.shown = institution_shown,
	.event = institution_event,
	.subject = institution_subject,
	.number = institution_name,
	.key = institution_key,
	.draw = institution_draw,
};
