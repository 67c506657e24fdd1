/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/screen/stage.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "schema/agent.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/call.h"
#include "schema/case_edit.h"
#include "schema/casefile.h"
#include "schema/code.h"
#include "schema/institution.h"
#include "schema/due.h"
#include "schema/followup.h"
#include "schema/operator.h"
#include "schema/person.h"
#include "schema/queue.h"
#include "schema/record.h"
#include "schema/route.h"
#include "schema/rescue.h"
#include "schema/session.h"
#include "schema/setting.h"
#include "schema/store.h"
#include "schema/wire.h"
#include "tui/view.h"

#define PIN "123456"
#define FINGERPRINT "SHA256:stage"

static const struct actor system_actor = { .role = ROLE_SYSTEM, .name = "local:test" };

/* A fixture that cannot be built is the test's mistake. */
static void must(enum err e, const char *what)
{
	if (e == AM_OK)
		return;
	fprintf(stderr, "stage: %s: %s\n", what, err_name(e));
	abort();
}

/* --- the database --- */

static int64_t today(int hour, int minute)
{
	const struct clock_parts p = { 2026, 11, 24, hour, minute, 0 };

	return clock_join(&p);
}

static const struct {
	const char *login, *name;
	enum role role;
} people[] = {
	{ "rosa", "Rosa", ROLE_OPERATOR },
	{ "luz", "Luz", ROLE_OPERATOR },
	{ "marta", "Marta", ROLE_SUPERVISOR },
	{ "julia", "Julia", ROLE_AUDITOR },
	{ "ana", "Ana", ROLE_ADMIN },
};

static void add_people(struct store *st)
{
	/* the stage itself answers for amparod */
	static const char not_a_hash[PIN_HASH_LEN] = "$argon2id$stage";
	int64_t id;

	for (size_t i = 0; i < COUNT(people); i++)
		must(operator_add(st, &system_actor, people[i].login, people[i].name,
			 people[i].role, "es", today(7, 0), &id),
		    people[i].login);
	must(operator_set_pin(st, &system_actor, 1, not_a_hash, today(7, 0)), "pin");
}

/* A closed call: hour, minute, values of the form as "id=value" pairs. */
static const struct {
	const char *login;
	int hour, minute;
	const char *values[8];
} calls[] = {
	{ "luz", 8, 5,
	    { "motive=service", "dispo=info", "place_from=PE15", "heard=tv" } },
	{ "rosa", 9, 41, { "motive=service", "dispo=info", "place_from=PE08" } },
	{ "rosa", 10, 50, { "motive=none", "dispo=prank" } },
	{ "rosa", 11, 58,
	    { "motive=offer", "dispo=guide", "place_from=PE23",
		"notes=Chile, sin contrato" } },
	{ "luz", 12, 30,
	    { "motive=danger", "dispo=urgent", "place_from=PE16", "risk=1" } },
	{ "rosa", 13, 7,
	    { "motive=report", "dispo=referral", "place_from=PE21", "risk=2",
		"notes=La tía refiere que la adolescente salió de Nauta." } },
	{ "rosa", 14, 21, { "motive=service", "dispo=info", "place_from=PE15" } },
};

static struct actor actor_of(struct store *st, const char *login, struct operator* op)
{
	must(operator_find(st, login, op), login);
	return (
	    struct actor){ .operator_id = op->id, .role = op->role, .name = op->login };
}

static void set_pair(struct record *rec, const char *pair)
{
	char id[32];
	const char *equals = strchr(pair, '=');

	str_printf(id, sizeof(id), "%.*s", (int)(equals - pair), pair);
	record_set_id(rec, id, equals + 1);
}

static void add_call(struct store *st, size_t i)
{
	struct operator op;
	const struct actor actor = actor_of(st, calls[i].login, &op);
	const int64_t at = today(calls[i].hour, calls[i].minute);
	struct record *rec = record_new(&call_form);
	struct call call;

	for (size_t k = 0; k < COUNT(calls[i].values) && calls[i].values[k] != NULL; k++)
		set_pair(rec, calls[i].values[k]);
	must(call_new(st, &actor, at, &call), "call_new");
	must(call_close(st, &actor, &call, rec, 0, at + 180), "call_close");
	must(agent_choose(st, &actor, AGENT_READY, at + 180), "agent_choose");
	record_free(rec);
}

/* The directory: what marta wrote down and rosa has dialled. */
static const struct {
	const char *name, *kind, *place, *hours, *services[3], *in, *told;
	int verified; /* so many days ago, -1: never */
} bodies[] = {
	{ "PNP DIVINTRAP Lima", "police", "PE15", "24 h", { "police", "rescue" }, "PE",
	    "y", 12 },
	{ "Fiscalía Pucallpa 2ª", "prosec", "PE2501", "L-V 8-16", { "prosec" }, "", "y",
	    120 },
	{ "CEM Pucallpa", "wec", "PE2501", "L-V 8-16", { "psych", "legal", "social" }, "",
	    "n", 30 },
	{ "CEM Puno", "wec", "PE2101", "L-V 8-13 15-18", { "psych", "legal" }, "", "n",
	    -1 },
	{ "Defensoría del Pueblo", "ombuds", "PE15", "L-V 8-17", { "legal" }, "PE", "n",
	    3 },
	{ "Ministerio del Interior", "ministry", "PE15", "L-V 8-17", { "rescue" }, "PE",
	    "n", -1 },
	{ "Casa Azul", "shelter", "PE25", "24 h", { "lodging" }, "", "n", 60 },
};

static void add_service(
    struct store *st, const struct actor *actor, int64_t body, size_t i, size_t k)
{
	struct record *rec = record_new(&service_form);
	size_t field = 0;
	int64_t id = 0;

	record_set_id(rec, "service", bodies[i].services[k]);
	record_set_id(rec, "place", bodies[i].in);
	must(inst_service_save(st, actor, body, &id, 0, NULL, rec, today(7, 0), &field),
	    "inst_service_save");
	record_free(rec);
}

static void add_body(struct store *st, size_t i)
{
	struct operator op;
	const struct actor marta = actor_of(st, "marta", &op);
	struct record *rec = record_new(&body_form);
	const int64_t at = today(7, 0);
	size_t field = 0;
	int64_t id = 0;

	record_set_id(rec, "name", bodies[i].name);
	record_set_id(rec, "kind", bodies[i].kind);
	record_set_id(rec, "place", bodies[i].place);
	record_set_id(rec, "hours", bodies[i].hours);
	record_set_id(rec, "must_be_told_of_minors", bodies[i].told);
	record_set_id(rec, "phones", "000 0000 001");
	record_set_id(rec, "address", "Jr. Inventado 123");
	record_set_id(rec, "languages", "spa");
	must(inst_save(st, &marta, &id, 0, NULL, rec, at, &field), "inst_save");
	record_free(rec);
	for (size_t k = 0; k < COUNT(bodies[i].services); k++)
		if (bodies[i].services[k] != NULL)
			add_service(st, &marta, id, i, k);
	if (bodies[i].verified >= 0)
		must(inst_verify(st, &marta, id, at - bodies[i].verified * 86400),
		    "inst_verify");
}

/* rosa was here yesterday; somebody tried her name this morning. */
static void add_past(struct store *st)
{
	const int64_t yesterday = today(8, 0) - 86400;
	int64_t id;

	must(session_start(st, 1, FINGERPRINT, "10.0.2.7", "putty", yesterday, &id),
	    "session_start");
	must(session_end(st, id, SESSION_LOGOUT, yesterday + 8 * 3600), "session_end");
	must(session_refused(st, "rosa", "10.0.9.9", today(6, 30)), "session_refused");
}

static void make_database(struct stage *s)
{
	const char *tmp = getenv("TMPDIR");
	char path[80];

	str_printf(s->dir, sizeof(s->dir), "%s/amparo-stage-XXXXXX",
	    tmp != NULL && strlen(tmp) < 30 ? tmp : "/tmp");
	if (mkdtemp(s->dir) == NULL)
		abort();
	str_printf(path, sizeof(path), "%s/amparo.db", s->dir);
	must(store_open(path, STORE_MIGRATE, &s->st), "store_open");
	must(store_begin(s->st), "begin");
	add_people(s->st);
	add_past(s->st);
	for (size_t i = 0; i < COUNT(calls); i++)
		add_call(s->st, i);
	for (size_t i = 0; i < COUNT(bodies); i++)
		add_body(s->st, i);
	must(store_end(s->st, AM_OK), "end");
}

static void remove_database(const struct stage *s)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
	char path[80];

	for (size_t i = 0; i < COUNT(ends); i++) {
		str_printf(path, sizeof(path), "%s/amparo.db%s", s->dir, ends[i]);
		(void)unlink(path);
	}
	(void)rmdir(s->dir);
}

/* --- the world --- */

static int64_t world_now(void *data)
{
	return ((struct stage *)data)->now;
}

static int64_t world_now_ms(void *data)
{
	return ((struct stage *)data)->ms;
}

static void world_changed(void *data, unsigned topic, int64_t id)
{
	struct stage *s = data;

	(void)id;
	s->topics |= topic;
}

static void world_check_pin(void *data, const char *pin)
{
	struct stage *s = data;

	str_copy(s->pin, sizeof(s->pin), pin);
}

static bool world_key_waits(void *data)
{
	const struct stage *s = data;

	return s->key_waits;
}

static void world_charset(void *data, const char *charset)
{
	struct stage *s = data;

	str_copy(s->charset, sizeof(s->charset), charset);
}

static void world_colour(void *data, bool on)
{
	((struct stage *)data)->colour = on;
}

static void world_bell(void *data)
{
	((struct stage *)data)->bells++;
}

static void speak(void)
{
	const char *builddir = getenv("TOP_BUILDDIR");
	char locale[512];

	if (setlocale(LC_ALL, "C.UTF-8") == NULL)
		abort();
	str_printf(
	    locale, sizeof(locale), "%s/locale", builddir != NULL ? builddir : ".");
	(void)bindtextdomain("amparo", locale);
	(void)bind_textdomain_codeset("amparo", "UTF-8");
}

static void new_console(struct stage *s, const struct operator* op)
{
	const struct ui_world world = { s, world_now, world_now_ms, world_changed,
		world_check_pin, world_key_waits, world_charset, world_colour,
		world_bell };

	s->ui = ui_new(s->st, op, &world);
	stage_paint(s);
}

struct stage *stage_open(const char *login, const char *lang, int rows, int cols)
{
	struct stage *s = mem_new(1, sizeof(*s));
	struct operator op;

	speak();
	clock_zone("America/Lima");
	s->now = today(14, 36);
	s->ms = 1000000;
	make_database(s);
	const struct actor actor = actor_of(s->st, login, &op);

	must(operator_set_lang(s->st, &actor, lang, s->now), "operator_set_lang");
	str_copy(op.lang, sizeof(op.lang), lang);
	cells_init(&s->g, rows, cols);
	new_console(s, &op);
	ui_size(s->ui, rows, cols);
	return s;
}

void stage_again(struct stage *s)
{
	struct operator op;

	must(operator_get(s->st, ui_operator(s->ui)->id, &op), "operator_get");
	ui_free(s->ui);
	s->pin_tries = 0;
	*s->pin = '\0';
	new_console(s, &op);
}

void stage_close(struct stage *s)
{
	ui_free(s->ui);
	cells_fini(&s->g);
	code_forget(s->st);
	store_close(s->st);
	remove_database(s);
	free(s);
}

/* --- keys --- */

void stage_paint(struct stage *s)
{
	if (ui_wants_repaint(s->ui))
		s->repaints++;
	if (!ui_dirty(s->ui))
		return;
	ui_draw(s->ui, &s->g);
	s->paints++;
}

static void answer_pin(struct stage *s)
{
	const bool right = strcmp(s->pin, PIN) == 0;

	if (*s->pin == '\0')
		return;
	*s->pin = '\0';
	s->pin_tries = right ? 0 : s->pin_tries + 1;
	ui_pin_answer(s->ui, right ? PIN_RIGHT : PIN_WRONG, right ? 3 : 3 - s->pin_tries);
}

/* What happens around the console before the next key. */
static void settle(struct stage *s)
{
	const unsigned topics = s->topics;

	s->topics = 0;
	if (topics != 0)
		ui_event(s->ui, topics, 0);
	answer_pin(s);
	(void)ui_hangs_up(s->ui, &s->hung_up);
	stage_paint(s);
}

void stage_key(struct stage *s, const struct key *key)
{
	ui_key(s->ui, key);
	settle(s);
}

void stage_pass(struct stage *s, int64_t ms)
{
	const int64_t end = s->ms + ms;
	int64_t at;

	while ((at = ui_deadline(s->ui)) >= 0 && at <= end) {
		if (at > s->ms) {
			s->now += (at - s->ms) / 1000;
			s->ms = at;
		}
		ui_tick(s->ui);
		settle(s);
		if (ui_deadline(s->ui) == at) /* a tick that changes nothing never ends */
			break;
	}
	s->now += (end - s->ms) / 1000;
	s->ms = end;
}

/* clang-format off */
static const struct {
	const char *name;
	enum key_code code;
} names[] = {
	{ "Enter", KEY_ENTER }, { "Tab", KEY_TAB }, { "BackTab", KEY_BACKTAB },
	{ "Backspace", KEY_BACKSPACE }, { "Del", KEY_DELETE },
	{ "Up", KEY_UP }, { "Down", KEY_DOWN }, { "Left", KEY_LEFT }, { "Right", KEY_RIGHT },
	{ "Home", KEY_HOME }, { "End", KEY_END }, { "PgUp", KEY_PAGE_UP }, { "PgDn", KEY_PAGE_DOWN },
	{ "Esc", KEY_ESCAPE },
	{ "F1", KEY_F1 }, { "F2", KEY_F2 }, { "F3", KEY_F3 }, { "F4", KEY_F4 }, { "F5", KEY_F5 },
	{ "F6", KEY_F6 }, { "F7", KEY_F7 }, { "F8", KEY_F8 }, { "F9", KEY_F9 }, { "F10", KEY_F10 },
	{ "F12", KEY_F12 },
	{ "Ctrl-U", KEY_CLEAR }, { "Ctrl-W", KEY_WORD }, { "Ctrl-R", KEY_REDIAL },
	{ "Ctrl-T", KEY_NUMBER }, { "Ctrl-O", KEY_PROOF }, { "Ctrl-L", KEY_REPAINT },
	{ "Ctrl-S", KEY_STOP },
};
/* clang-format on */

static bool play_name(struct stage *s, const char *name)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(names[i].name, name) == 0) {
			stage_key(s, &(struct key){ .code = names[i].code });
			return true;
		}
	return false;
}

/* --- what else a script can do --- */

static void do_wait(struct stage *s, const char *rest)
{
	stage_pass(s, strtol(rest, NULL, 10) * 1000);
}

static void do_size(struct stage *s, const char *rest)
{
	char *x;
	const int rows = (int)strtol(rest, &x, 10);

	cells_resize(&s->g, rows, (int)strtol(x + 1, NULL, 10));
	ui_size(s->ui, s->g.rows, s->g.cols);
	ui_draw(s->ui, &s->g);
}

static void do_paste(struct stage *s, const char *rest)
{
	stage_key(s,
	    &(struct key){ .code = KEY_PASTE, .paste = rest, .paste_len = strlen(rest) });
}

static void do_attach(struct stage *s, const char *rest)
{
	struct ui_attach with = { .peer = "10.0.2.15",
		.term = "putty",
		.charset = "utf-8",
		.resumed = *rest != '\0',
		.rows = s->g.rows,
		.cols = s->g.cols };

	with.session_id = ui_line(s->ui)->session_id;
	if (with.resumed && with.session_id != 0)
		must(session_attached(s->st, with.session_id, FINGERPRINT, with.peer,
			 with.term, s->now),
		    "session_attached");
	else
		must(session_start(s->st, ui_operator(s->ui)->id, FINGERPRINT, with.peer,
			 with.term, s->now, &with.session_id),
		    "session_start");
	ui_attach(s->ui, &with);
	ui_terminal(s->ui, "utf-8", 8);
	settle(s);
}

static void do_detach(struct stage *s, const char *rest)
{
	(void)rest;
	ui_detach(s->ui);
	settle(s);
}

static void do_say(struct stage *s, const char *rest)
{
	ui_say(s->ui, rest);
	settle(s);
}

static void do_event(struct stage *s, const char *rest)
{
	(void)rest;
	s->topics = TOPIC_CALL | TOPIC_DRAFT;
	settle(s);
}

/* <queue 961555341> rings on line 2, with a note behind the number; <queue> is a hidden
 * number. */
static void do_queue(struct stage *s, const char *rest)
{
	const char *blank = strchr(rest, ' ');
	char phone[32];
	const struct queue_contact contact = {
		.phone = phone, .trunk = "2", .note = blank != NULL ? blank + 1 : ""
	};
	int64_t id;

	str_printf(phone, sizeof(phone), "%.*s", (int)strcspn(rest, " "), rest);
	must(queue_push(s->st, &system_actor, &contact, s->now, &id), "queue_push");
	s->topics = TOPIC_QUEUE;
	settle(s);
}

/* <left 1>: row 1 hung up. */
static void do_left(struct stage *s, const char *rest)
{
	bool changed;

	must(queue_leave(s->st, &system_actor, strtol(rest, NULL, 10), s->now, &changed),
	    "queue_leave");
	s->topics = TOPIC_QUEUE;
	settle(s);
}

/* <signal> or <signal down> */
static void do_signal(struct stage *s, const char *rest)
{
	bool changed;

	must(queue_signal(s->st, &system_actor, *rest == '\0', s->now, &changed),
	    "queue_signal");
	s->topics = TOPIC_QUEUE;
	settle(s);
}

/* <follow rosa 6 17-18;the note>: rosa is to do something about call 6 at that time. */
static void do_follow(struct stage *s, const char *rest)
{
	struct record *rec = record_new(&followup_form);
	struct operator op;
	char login[16], when[40];
	char *end;
	const size_t len = strcspn(rest, " ");
	struct actor actor;
	struct followup_save save = { .actor = &actor, .now = s->now, .after = rec };

	str_printf(login, sizeof(login), "%.*s", (int)len, rest);
	actor = actor_of(s->st, login, &op);
	save.call_id = strtol(rest + len, &end, 10);
	must(followup_propose(s->st, &actor, save.call_id, 0, s->now, rec), "propose");
	str_printf(when, sizeof(when), "%.*s", (int)strcspn(end, ";"), end);
	record_set_id(rec, "when", when);
	if (strchr(end, ';') != NULL)
		record_set_id(rec, "note", strchr(end, ';') + 1);
	must(followup_save(s->st, &save), "followup_save");
	record_free(rec);
	s->topics = TOPIC_FOLLOWUP;
	settle(s);
}

/* An agenda that has something of all: late, today, later, somebody else's. */
static void do_agenda(struct stage *s, const char *rest)
{
	(void)rest;
	do_follow(s, "rosa 6 17-18;preguntar por la tía");
	do_follow(s, "rosa 7 hoy 14-15");
	do_follow(s, "luz 5 man 9;algo");
	do_follow(s, "rosa 4 vie 10;Confirmar cupo en albergue");
	stage_pass(s, 2000000);
}

/* <case luz 5 Mujer, 22>: luz opens a case from call 5 (0: from none). */
static void do_case(struct stage *s, const char *rest)
{
	struct operator op;
	const struct actor actor =
	    actor_of(s->st, strncmp(rest, "luz", 3) == 0 ? "luz" : "rosa", &op);
	const char *blank = strchr(rest, ' ');
	char *title;
	int64_t id;

	if (blank == NULL)
		return;
	const int64_t call = strtol(blank, &title, 10);

	must(case_new(s->st, &actor, title + strspn(title, " "), call, s->now, &id),
	    "case_new");
	s->topics = TOPIC_CASE;
	settle(s);
}

/* <note luz 1 Llamó la tía>: luz adds a note to case 1. */
static void do_note(struct stage *s, const char *rest)
{
	const char *blank = strchr(rest, ' ');
	struct record *rec;
	struct operator op;
	const struct actor actor =
	    actor_of(s->st, strncmp(rest, "luz", 3) == 0 ? "luz" : "rosa", &op);
	char *body;
	int64_t file, id;
	size_t field;

	if (blank == NULL)
		return;
	rec = record_new(&note_form);
	file = strtol(blank, &body, 10);
	record_set_id(rec, "body", body + strspn(body, " "));
	must(case_note(s->st, &actor, file, rec, 0, s->now, &id, &field), "case_note");
	record_free(rec);
	s->topics = TOPIC_CASE;
	settle(s);
}

/* <refer 6>: the screen that refers, about call 6. */
static void do_refer(struct stage *s, const char *rest)
{
	if (!ui_locked(s->ui))
		(void)ui_push(s->ui, ui_view("refer"),
		    &(struct ui_about){ .call_id = strtol(rest, NULL, 10) });
	settle(s);
}

static void add_person(
    struct stage *s, const struct actor *actor, int64_t in, const char *const *pairs)
{
	struct record *rec = record_new(&person_form);
	size_t field;
	int64_t id = 0;

	for (; *pairs != NULL; pairs++)
		set_pair(rec, *pairs);
	must(person_save(s->st, actor, in, &id, NULL, rec, 0, 0, s->now, &field),
	    "person");
	record_free(rec);
}

static void add_leg(
    struct stage *s, const struct actor *actor, int64_t in, const char *const *pairs)
{
	struct record *rec = record_new(&leg_form);
	size_t field;
	int64_t id = 0;

	for (; *pairs != NULL; pairs++)
		set_pair(rec, *pairs);
	must(leg_save(s->st, actor, in, &id, NULL, rec, 0, 0, s->now, &field), "leg");
	record_free(rec);
}

/* Two cases of rosa's: in the first a girl, her mother and a recruiter, with a route. */
static void do_people(struct stage *s, const char *rest)
{
	static const char *const girl[] = { "roles=victim", "names=Mari",
		"surnames=Quispe Huamán", "age_said=16?", "gender=f", "recruit=known",
		"recruiter=neighbour", "vicstatus=possible",
		"safe_note=17-18, preguntar por la tía", NULL };
	static const char *const mother[] = { "roles=relative reporter", "names=Juana",
		"surnames=Huamán", "relation=mother", NULL };
	static const char *const recruiter[] = { "roles=suspect", "alias=la Señora",
		"perprole=recruiter", NULL };
	static const char *const from[] = { "stage=origin", "place=PE1601",
		"happened_on=2026-11", "transp=boat", "act=recruit", NULL };
	static const char *const to[] = { "stage=destination", "place=PE2501",
		"place_said=un bar cerca del terminal", "venue=bar", NULL };
	struct operator op;
	const struct actor actor = actor_of(s->st, "rosa", &op);
	int64_t id, other;

	(void)rest;
	must(case_new(s->st, &actor, "Menor, 16: de Nauta a Pucallpa", 0, s->now, &id),
	    "case_new");
	must(case_new(s->st, &actor, "Otra", 0, s->now, &other), "case_new");
	add_person(s, &actor, id, girl);
	add_person(s, &actor, id, mother);
	add_person(s, &actor, id, recruiter);
	add_leg(s, &actor, id, from);
	add_leg(s, &actor, id, to);
}

/* "NAME CASE": open a screen about a case. */
static void do_about(struct stage *s, const char *rest)
{
	char name[16];
	const char *end = strchr(rest, ' ');
	const struct ui_about about = { .case_id =
					    end != NULL ? strtoll(end, NULL, 10) : 1 };

	str_printf(name, sizeof(name), "%.*s",
	    (int)(end != NULL ? (size_t)(end - rest) : strlen(rest)), rest);
	if (ui_view(name) != NULL)
		(void)ui_push(s->ui, ui_view(name), &about);
	ui_touch(s->ui);
	stage_paint(s);
}

/* <rescue rosa 900>: she opens a case and leads a rescue, with so many seconds between
 * two check-ins. */
static void do_rescue(struct stage *s, const char *rest)
{
	const size_t len = strcspn(rest, " ");
	struct operator op;
	char login[16];
	int64_t file, id;

	str_printf(login, sizeof(login), "%.*s", (int)len, rest);
	const struct actor actor = actor_of(s->st, login, &op);

	must(case_new(s->st, &actor, "Nauta", 0, s->now, &file), "case_new");
	must(rescue_start(s->st, &actor, file, strtol(rest + len, NULL, 10), s->now, &id),
	    "rescue_start");
	ui_event(s->ui, TOPIC_RESCUE, id);
	settle(s);
}

/* <handover 1 LOGIN>: the lead asks her to take rescue 1 over; nothing happens if she
 * leads it by now, or it has ended (random keys do that). */
static void do_handover(struct stage *s, const char *rest)
{
	struct operator op, to;
	enum err e;
	char *login;
	const int64_t id = strtol(rest, &login, 10);
	const struct actor marta = actor_of(s->st, "marta", &op);

	must(operator_find(s->st, login + 1, &to), login);
	e = rescue_offer(s->st, &marta, id, to.id, s->now);
	if (e == AM_INVALID || e == AM_CONFLICT)
		return;
	must(e, "rescue_offer");
	ui_event(s->ui, TOPIC_RESCUE, id);
	settle(s);
}

/* What the server's timer does. */
static void do_due(struct stage *s, const char *rest)
{
	struct due_told told[DUE_TOLD_MAX];
	size_t count = 0;

	(void)rest;
	must(due_check(s->st, s->now, told, &count), "due_check");
	for (size_t i = 0; i < count; i++)
		if (told[i].topic != TOPIC_ALERT)
			ui_event(s->ui, told[i].topic, told[i].id);
	settle(s);
}

static void do_setting(struct stage *s, const char *rest)
{
	const char *blank = strchr(rest, ' ');
	const char *why = NULL;
	char name[64];

	if (blank == NULL)
		return;
	str_printf(name, sizeof(name), "%.*s", (int)(blank - rest), rest);
	must(setting_put(
		 s->st, &system_actor, setting_find(name), blank + 1, s->now, &why),
	    name);
	ui_event(s->ui, TOPIC_SETTING, 0);
	settle(s);
}

/* So many more calls of rosa, as a busy day has them. */
static void do_calls(struct stage *s, const char *rest)
{
	const long count = strtol(rest, NULL, 10);

	must(store_begin(s->st), "begin");
	for (long i = 0; i < count; i++)
		add_call(s->st, (size_t)i % COUNT(calls));
	must(store_end(s->st, AM_OK), "end");
	do_event(s, "");
}

/* <offer Agencia Lucero/961555120/CL>: luz closed a call about an offer a minute ago. */
static void do_offer(struct stage *s, const char *rest)
{
	static const char *const ids[] = { "offer_by", "offer_phone", "offer_country" };
	struct operator op;
	const struct actor actor = actor_of(s->st, "luz", &op);
	struct record *rec = record_new(&call_form);
	struct call call;

	set_pair(rec, "motive=offer");
	set_pair(rec, "dispo=guide");
	set_pair(rec, "place_from=PE23");
	for (size_t i = 0; i < COUNT(ids) && *rest != '\0'; i++) {
		char value[64];
		const size_t len = strcspn(rest, "/");

		str_printf(value, sizeof(value), "%.*s", (int)len, rest);
		record_set_id(rec, ids[i], value);
		rest += len + (rest[len] == '/');
	}
	must(call_new(s->st, &actor, s->now - 60, &call), "call_new");
	must(call_close(s->st, &actor, &call, rec, 0, s->now), "call_close");
	record_free(rec);
	s->topics = TOPIC_OFFER;
	settle(s);
}

static const struct {
	const char *word;
	void (*play)(struct stage *s, const char *rest);
} words[] = {
	{ "wait", do_wait },
	{ "size", do_size },
	{ "paste", do_paste },
	{ "attach", do_attach },
	{ "detach", do_detach },
	{ "say", do_say },
	{ "event", do_event },
	{ "calls", do_calls },
	{ "queue", do_queue },
	{ "left", do_left },
	{ "offer", do_offer },
	{ "signal", do_signal },
	{ "follow", do_follow },
	{ "agenda", do_agenda },
	{ "case", do_case },
	{ "note", do_note },
	{ "people", do_people },
	{ "about", do_about },
	{ "rescue", do_rescue },
	{ "handover", do_handover },
	{ "due", do_due },
	{ "refer", do_refer },
	{ "setting", do_setting },
};

static bool play_word(struct stage *s, const char *word)
{
	if (play_name(s, word))
		return true;
	for (size_t i = 0; i < COUNT(words); i++) {
		const size_t len = strlen(words[i].word);

		if (strncmp(words[i].word, word, len) == 0 &&
		    (word[len] == ' ' || word[len] == '\0')) {
			words[i].play(s, word + len + (word[len] == ' '));
			return true;
		}
	}
	return false;
}

static void type(struct stage *s, uint32_t c)
{
	stage_key(s, &(struct key){ .code = KEY_TEXT, .c = c });
}

/* Play what stands in <...> at p; gives the place behind it, NULL if unknown. */
static const char *play_bracket(struct stage *s, const char *p)
{
	const char *close = strchr(p, '>');
	char word[512];

	if (close == NULL)
		return NULL;
	str_printf(word, sizeof(word), "%.*s", (int)(close - p - 1), p + 1);
	if (strcmp(word, "lt") == 0)
		type(s, '<');
	else if (!play_word(s, word))
		return NULL;
	return close + 1;
}

bool stage_play(struct stage *s, const char *script)
{
	const char *p = script, *end = script + strlen(script);

	while (p != NULL && p < end) {
		if (*p == '<')
			p = play_bracket(s, p);
		else
			type(s, utf8_next(&p, end));
	}
	return p != NULL;
}

/* --- what is to be seen --- */

void stage_print(struct stage *s, FILE *to)
{
	const char *why = NULL;

	for (int row = 0; row < s->g.rows; row++) {
		char *text = cells_row(&s->g, row);

		fprintf(to, "%s\n", text);
		free(text);
	}
	fprintf(to, "-- cursor %d,%d\n", s->g.cursor_row + 1, s->g.cursor_col + 1);
	if (s->bells > 0)
		fprintf(to, "-- bell\n");
	if (s->hung_up != NULL)
		fprintf(to, "-- hung up: %s\n", s->hung_up);
	if (ui_ended(s->ui, &why))
		fprintf(to, "-- ended: %s\n", why);
}

static const char *role_word(uint8_t role)
{
	static const char *const roles[] = {
		[CELL_TITLE] = "title",
		[CELL_ALARM] = "alarm",
		[CELL_WARN] = "warn",
		[CELL_OTHER] = "other",
	};

	return roles[role];
}

void stage_print_roles(const struct stage *s, FILE *to)
{
	for (int row = 0; row < s->g.rows; row++) {
		const struct cell *c = s->g.at + row * s->g.cols;

		for (int col = 0, from; col < s->g.cols; col++) {
			if (c[col].role == CELL_PLAIN)
				continue;
			for (from = col;
			     col + 1 < s->g.cols && c[col + 1].role == c[from].role;)
				col++;
			fprintf(to, "-- %d:%d-%d %s\n", row + 1, from + 1, col + 1,
			    role_word(c[from].role));
		}
	}
}

int stage_overflow(const struct stage *s)
{
	for (int row = 0; row < s->g.rows; row++)
		if (s->g.at[(row + 1) * s->g.cols - 1].c != ' ')
			return row;
	return -1;
}
