/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/referral_sheet.h"

#include <libintl.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/json.h"
#include "schema/base/lang.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/code.h"
#include "schema/number.h"
#include "schema/paper.h"
#include "schema/person_priv.h"
#include "schema/place.h"
#include "schema/record.h"
#include "schema/referral_priv.h"
#include "schema/setting.h"

#define _(text) gettext(text)

#define COPIES_MAX 16
#define HOUR INT64_C(3600)

struct sheet {
	struct store *st;
	const struct actor *actor;
	const char *lang;
	int64_t now;
	struct referral r;
	struct ref_about about;
	struct ref_copy copy; /* id 0: it is for the body itself */
	char shared[64];
	struct record *call; /* of call_form; empty if there is none */
	struct paper *paper;
	enum ref_refusal refusal;
	enum err e; /* the first error; nothing is added after it */
};

/* --- words --- */

static const char *label_of(struct sheet *s, const char *list, const char *code)
{
	const struct code_list *codes;
	const struct code *c = NULL;

	if (*code == '\0' || strcmp(code, "-") == 0)
		return "";
	if (code_list(s->st, list, &codes) == AM_OK)
		c = code_find(codes, code);
	return c != NULL ? code_label(c, s->lang) : code;
}

/* "Coronel Portillo, Ucayali" */
static void add_place(struct sheet *s, const char *id, struct buf *out)
{
	struct place place;

	if (*id == '\0' || *id == '-' || place_get(s->st, id, &place) != AM_OK)
		return;
	buf_printf(out, "%s%s", out->len > 0 ? "; " : "", place.name);
	if (*place.parent != '\0' && strcmp(place.parent, place.name) != 0)
		buf_printf(out, ", %s", place.parent);
}

static void add_moment(int64_t at, int64_t now, struct buf *out)
{
	char day[24], hm[6];

	(void)now;
	buf_printf(out, "%s %s", clock_day(day, at, 0), clock_hm(hm, at));
}

static void field(struct sheet *s, const char *label, const char *value)
{
	if (strcmp(value, "-") != 0)
		paper_field(s->paper, label, value);
}

/* A code of the call's form under its own label. */
static void code_of_call(struct sheet *s, const char *id)
{
	const size_t i = form_find(&call_form, id);
	const struct field *f = &call_form.fields[i];

	field(s, _(f->label), label_of(s, f->list, record_get(s->call, i)));
}

static void text_of_call(struct sheet *s, const char *id)
{
	const size_t i = form_find(&call_form, id);

	field(s, _(call_form.fields[i].label), record_get(s->call, i));
}

static bool shares(const struct sheet *s, const char *code)
{
	return code_set_has(s->shared, code);
}

/* --- head --- */

static void add_body(struct sheet *s, bool hidden, const char *name, const char *kind,
    const char *place, struct buf *out)
{
	buf_str(out, hidden ? label_of(s, "inst", kind) : name);
	if (hidden && *place != '\0') {
		struct buf where = { 0 };

		add_place(s, place, &where);
		buf_printf(out, ", %s", buf_text(&where));
		buf_fini(&where);
	}
}

static void add_numbers(struct sheet *s)
{
	char number[NUMBER_LEN];
	struct buf text = { 0 };

	buf_printf(&text, "%lld", (long long)s->r.id);
	field(s, _("Referral no."), buf_text(&text));
	if (s->r.case_number != 0)
		field(s, _("Case"), number_show(number, NUMBER_CASE, s->r.case_number));
	if (s->r.call_number != 0)
		field(s, _("Call"), number_show(number, NUMBER_CALL, s->r.call_number));
	buf_clear(&text);
	add_moment(s->r.made_at, s->now, &text);
	field(s, _("Prepared"), buf_text(&text));
	field(s, _("by"), s->r.made_by);
	buf_fini(&text);
}

static void add_addressee(struct sheet *s)
{
	struct buf text = { 0 };

	if (s->copy.id != 0) {
		buf_str(&text, s->copy.hidden ? label_of(s, "inst", s->copy.body_kind)
					      : s->copy.body);
		field(s, _("Copy for"), buf_text(&text));
		buf_clear(&text);
	}
	add_body(s, s->r.hidden, s->r.body, s->r.body_kind, s->r.body_place, &text);
	field(s, _("Addressed to"), buf_text(&text));
	buf_fini(&text);
}

static void add_copies(struct sheet *s)
{
	struct ref_copy copies[COPIES_MAX];
	struct buf text = { 0 };
	size_t count = 0;

	s->e = ref_copies(s->st, s->actor, s->r.id, s->now, copies, COPIES_MAX, &count);
	for (size_t i = 0; s->e == AM_OK && i < count; i++)
		buf_printf(&text, "%s%s", i > 0 ? "; " : "",
		    copies[i].hidden ? label_of(s, "inst", copies[i].body_kind)
				     : copies[i].body);
	field(s, _("With copy to"), buf_text(&text));
	buf_fini(&text);
}

static const char *basis_text(const struct sheet *s)
{
	static const struct {
		const char *basis, *text;
	} texts[] = {
		{ "consent", N_("Consent was given.") },
		{ "minor", N_("Under 18: the best interests prevail.") },
		{ "danger", N_("Immediate danger.") },
	};

	for (size_t i = 0; i < COUNT(texts); i++)
		if (strcmp(texts[i].basis, s->r.basis) == 0)
			return _(texts[i].text);
	return "";
}

/* What is asked may say who she is: a copy without identity does not have it. */
static void add_request(struct sheet *s)
{
	field(s, _("Service asked for"), label_of(s, "service", s->r.service));
	field(s, _("Reason"), label_of(s, "refreason", s->r.reason));
	if (s->copy.id == 0 || s->copy.identity)
		field(s, _("What is asked"), s->r.detail);
	if (!s->r.consult)
		field(s, _("Ground"), basis_text(s));
}

/* --- sections; each begins with its heading only if it has something --- */

struct section {
	const char *shared;  /* code of list "shared" that opens it */
	const char *heading; /* N_() */
	void (*add)(struct sheet *s);
};

static const char *age_group(const struct sheet *s)
{
	if (s->about.age.group == AGE_ADULT)
		return _("of age");
	if (age_counts_as_minor(&s->about.age) || s->about.minors)
		return _("under 18");
	return _("not known");
}

static void add_case_facts(struct sheet *s)
{
	static const char sql[] =
	    "SELECT coalesce(substr(exploit, 9), ''), coalesce(substr(scope, 7), ''),"
	    " coalesce(substr(risk, 6), ''), coalesce(victims, -1), coalesce(minors, -1)"
	    " FROM casefile WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	char n[24];

	s->e = store_prepare(s->st, sql, &q);
	if (s->e != AM_OK)
		return;
	sqlite3_bind_int64(q, 1, s->r.case_id);
	if (sqlite3_step(q) == SQLITE_ROW) {
		field(s, _("Exploitation"), label_of(s, "exploit", store_text(q, 0)));
		field(s, _("Scope"), label_of(s, "scope", store_text(q, 1)));
		field(s, _("Risk"), label_of(s, "risk", store_text(q, 2)));
		if (sqlite3_column_int64(q, 3) > 0)
			field(s, _("Victims"),
			    str_printf(n, sizeof(n), "%lld",
				(long long)sqlite3_column_int64(q, 3)));
		if (sqlite3_column_int64(q, 4) > 0)
			field(s, _("minors"),
			    str_printf(n, sizeof(n), "%lld",
				(long long)sqlite3_column_int64(q, 4)));
	}
	store_done(s->st, q);
}

static void add_call_facts(struct sheet *s)
{
	static const char *const codes[] = { "topic", "situation", "venue", "recruit",
		"recruiter", "promise", "lang" };

	for (size_t i = 0; i < COUNT(codes); i++)
		code_of_call(s, codes[i]);
	if (strcmp(record_get_id(s->call, "interpreter"), "y") == 0)
		field(s, _("Interpreter"), _("yes"));
	if (s->r.case_id != 0)
		return; /* the case has these */
	code_of_call(s, "risk");
	text_of_call(s, "victims");
	text_of_call(s, "minors");
}

static void add_facts(struct sheet *s)
{
	field(s, _("Age group"), age_group(s));
	field(s, _("Sex"), label_of(s, "gender", s->about.sex));
	if (s->r.case_id != 0)
		add_case_facts(s);
	add_call_facts(s);
}

static void add_place_section(struct sheet *s)
{
	struct buf text = { 0 };

	add_place(s, s->about.place, &text);
	field(s, _("Is now in"), buf_text(&text));
	buf_clear(&text);
	text_of_call(s, "where_is");
	add_place(s, record_get_id(s->call, "place_left"), &text);
	field(s, _("Left from"), buf_text(&text));
	buf_fini(&text);
}

/* --- people of the case --- */

enum person_part { PART_IDENTITY, PART_PHONE, PART_WHO };

static void add_name(sqlite3_stmt *q, struct buf *out)
{
	buf_printf(out, "%s%s%s", store_text(q, 0), *store_text(q, 1) != '\0' ? " " : "",
	    store_text(q, 1));
	if (*store_text(q, 2) != '\0')
		buf_printf(out, " (%s)", store_text(q, 2));
}

static void add_identity_of(struct sheet *s, sqlite3_stmt *q)
{
	const struct age age = age_now(
	    store_text(q, 3), store_text(q, 4), age_said_at(store_text(q, 5)), s->now);
	struct buf text = { 0 };

	add_name(q, &text);
	field(s, _("Name"), buf_text(&text));
	buf_clear(&text);
	age_years(&age, &text);
	field(s, _("Age"), buf_text(&text));
	field(s, _("Born"), store_text(q, 3));
	field(s, _("Sex"), label_of(s, "gender", store_text(q, 6)));
	buf_clear(&text);
	if (*store_text(q, 8) != '\0')
		buf_printf(&text, "%s %s", store_text(q, 7), store_text(q, 8));
	field(s, _("Document"), buf_text(&text));
	buf_clear(&text);
	add_place(s, store_text(q, 9), &text);
	field(s, _("Nationality"), buf_text(&text));
	field(s, _("Language"), label_of(s, "lang", store_text(q, 10)));
	buf_fini(&text);
}

static void add_phone_of(struct sheet *s, sqlite3_stmt *q)
{
	struct buf text = { 0 };

	if (*store_text(q, 11) != '\0') {
		buf_printf(&text, "%s", store_text(q, 11));
		field(s, _("Telephone"), buf_text(&text));
		field(s, _("Safe contact"), store_text(q, 12));
	}
	buf_fini(&text);
}

static void add_who(struct sheet *s, sqlite3_stmt *q)
{
	struct buf text = { 0 };

	add_name(q, &text);
	if (*store_text(q, 13) != '\0')
		buf_printf(&text, ", %s", label_of(s, "relation", store_text(q, 13)));
	if (*store_text(q, 14) != '\0')
		buf_printf(&text, ", %s", label_of(s, "perprole", store_text(q, 14)));
	field(s, _("Name"), buf_text(&text));
	buf_fini(&text);
}

static void (*const parts[])(struct sheet *s, sqlite3_stmt *q) = {
	[PART_IDENTITY] = add_identity_of,
	[PART_PHONE] = add_phone_of,
	[PART_WHO] = add_who,
};

/* roles: "victim", or two of them with a blank between. */
static void add_people(struct sheet *s, const char *roles, enum person_part part)
{
	static const char sql[] =
	    "SELECT p.names, p.surnames, p.alias, coalesce(p.born_on, ''),"
	    " coalesce(p.age_said, ''), coalesce(p.age_on, ''),"
	    " coalesce(substr(p.gender, 8), ''), coalesce(p.doc_kind, ''),"
	    " coalesce(p.doc_no, ''), coalesce(p.country, ''),"
	    " coalesce(substr(p.lang, 6), ''), coalesce(p.phone, ''), p.safe_note,"
	    " coalesce(substr(cp.relation, 10), ''), coalesce(substr(cp.perprole, 10), "
	    "'')"
	    " FROM case_person cp JOIN person p ON p.id = " PERSON_ROOT("cp.person_id")
	    " WHERE cp.case_id IN " CASE_FAMILY(
		"?1") " AND cp.ended_at IS NULL AND instr(' ' || ?2 || ' ', ' ' ||"
		      " cp.role || ' ') > 0 AND (?3 = 0 OR p.id = " PERSON_ROOT("?3")
		      ") GROUP BY p.id, cp.role ORDER BY min(cp.id)";
	const bool victims = strcmp(roles, "victim") == 0;
	sqlite3_stmt *q = NULL;

	if (s->r.case_id == 0 || s->e != AM_OK)
		return;
	s->e = store_prepare(s->st, sql, &q);
	if (s->e != AM_OK)
		return;
	sqlite3_bind_int64(q, 1, s->r.case_id);
	sqlite3_bind_text(q, 2, roles, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 3, victims ? s->r.person_id : 0);
	for (bool more = false; sqlite3_step(q) == SQLITE_ROW; more = true) {
		if (more && part == PART_IDENTITY)
			paper_gap(s->paper);
		parts[part](s, q);
	}
	store_done(s->st, q);
}

static void add_identity(struct sheet *s)
{
	add_people(s, "victim", PART_IDENTITY);
	if (s->r.case_id != 0)
		return;
	text_of_call(s, "age");
}

static void add_phone(struct sheet *s)
{
	add_people(s, "victim", PART_PHONE);
	text_of_call(s, "phone");
	if (*record_get_id(s->call, "phone") == '\0')
		return;
	text_of_call(s, "phone_of");
	text_of_call(s, "safe_hours");
}

static void add_caller(struct sheet *s)
{
	add_people(s, "reporter relative", PART_WHO);
	code_of_call(s, "relation");
}

static void add_suspect(struct sheet *s)
{
	add_people(s, "suspect", PART_WHO);
	text_of_call(s, "offer_by");
	text_of_call(s, "offer_phone");
}

static void add_papers(struct sheet *s)
{
	static const char sql[] =
	    "SELECT title, taken_on FROM evidence WHERE case_id IN " CASE_FAMILY(
		"?1") " OR (call_id = ?2 AND ?2 <> 0) ORDER BY taken_on, id LIMIT 40";
	sqlite3_stmt *q = NULL;

	s->e = store_prepare(s->st, sql, &q);
	if (s->e != AM_OK)
		return;
	sqlite3_bind_int64(q, 1, s->r.case_id);
	sqlite3_bind_int64(q, 2, s->r.call_id);
	while (sqlite3_step(q) == SQLITE_ROW)
		field(s, store_text(q, 1), store_text(q, 0));
	store_done(s->st, q);
}

static const struct section sections[] = {
	{ "facts", N_("FACTS"), add_facts },
	{ "place", N_("PLACE"), add_place_section },
	{ "identity", N_("THE PERSON CONCERNED"), add_identity },
	{ "phone", N_("TELEPHONE"), add_phone },
	{ "caller", N_("WHO CALLS"), add_caller },
	{ "suspect", N_("WHO EXPLOITS"), add_suspect },
	{ "docs", N_("PAPERS AND PICTURES"), add_papers },
};

/* A heading that nothing follows says so: it was to be shared, and nothing is known. */
static void add_sections(struct sheet *s)
{
	for (size_t i = 0; s->e == AM_OK && i < COUNT(sections); i++) {
		size_t before;

		if (!shares(s, sections[i].shared))
			continue;
		paper_heading(s->paper, _(sections[i].heading));
		before = paper_count(s->paper);
		sections[i].add(s);
		if (paper_count(s->paper) == before)
			paper_text(s->paper, _("Nothing is known."));
	}
}

/* --- foot --- */

static void add_foot(struct sheet *s)
{
	struct buf text = { 0 };

	paper_gap(s->paper);
	if (s->copy.id == 0) {
		const int64_t from = s->r.sent_at != 0 ? s->r.sent_at : s->now;

		buf_str(&text, _("Please confirm that you have received this by"));
		buf_byte(&text, ' ');
		add_moment(from + s->r.ack_hours * HOUR, s->now, &text);
		buf_byte(&text, '.');
		paper_text(s->paper, buf_text(&text));
	}
	paper_text(s->paper,
	    s->r.consult
		? _("This is a consultation without identity: do not ask who it is "
		    "about.")
		: _("CONFIDENTIAL. On this sheet stands only what was to be shared with "
		    "you. Do not pass it on, and do not call the person concerned or her "
		    "family without asking the line first."));
	buf_fini(&text);
}

/* --- together --- */

static enum err find_copy(struct sheet *s, int64_t copy_id)
{
	struct ref_copy copies[COPIES_MAX];
	size_t count = 0;
	enum err e;

	if (copy_id == 0)
		return AM_OK;
	e = ref_copies(s->st, s->actor, s->r.id, s->now, copies, COPIES_MAX, &count);
	for (size_t i = 0; e == AM_OK && i < count; i++)
		if (copies[i].id == copy_id)
			s->copy = copies[i];
	return e == AM_OK && s->copy.id == 0 ? AM_MISSING : e;
}

static void choose_shared(struct sheet *s)
{
	const char *set = s->r.shared;

	if (s->r.consult)
		set = "facts";
	else if (s->copy.id != 0)
		set = s->copy.identity && code_set_has(s->r.shared, "identity")
			  ? "facts identity"
			  : "facts";
	str_copy(s->shared, sizeof(s->shared), set);
}

/* As it is saved, or as its form has it by now. */
static enum err read_call(struct sheet *s)
{
	struct call call;
	enum err e;

	if (s->r.call_id == 0)
		return AM_OK;
	e = case_call_said(s->st, s->actor, s->r.call_id, s->call);
	return e == AM_MISSING ? call_fetch(s->st, s->r.call_id, &call, s->call) : e;
}

static enum err gather(struct sheet *s, int64_t id, int64_t copy_id)
{
	enum err e = ref_read(s->st, s->actor, id, s->now, &s->r);

	if (e == AM_OK)
		e = find_copy(s, copy_id);
	if (e == AM_OK)
		e = ref_still_right(s->st, s->actor, &s->r,
		    s->copy.id != 0 ? s->copy.institution_id : s->r.institution_id,
		    s->now, &s->refusal);
	if (e == AM_OK)
		e = ref_about_of(s->st, s->actor, &s->r, s->now, &s->about);
	if (e == AM_OK)
		e = read_call(s);
	if (e == AM_OK)
		choose_shared(s);
	return e;
}

static enum err compose(struct sheet *s)
{
	char house[64];
	const char *title =
	    s->r.consult ? _("Consultation without identity") : _("Referral sheet");
	enum err e = setting_text(s->st, SET_NAME, house, sizeof(house));

	if (e != AM_OK)
		return e;
	s->paper =
	    paper_new(house, s->copy.id != 0 ? _("Copy of a referral") : title, s->lang);
	add_numbers(s);
	add_addressee(s);
	if (s->copy.id == 0)
		add_copies(s);
	add_request(s);
	if (s->e == AM_OK)
		add_sections(s);
	add_foot(s);
	return s->e;
}

static enum err tell(const struct sheet *s, const struct actor *printer, bool html)
{
	struct buf detail = { 0 };
	enum err e = store_begin(s->st);

	if (e != AM_OK)
		return e;
	buf_byte(&detail, '{');
	json_pair(&detail, "form", html ? "html" : "text");
	json_pair(&detail, "shared", s->shared);
	if (s->copy.id != 0)
		json_number(&detail, "copy", s->copy.id);
	if (printer != s->actor)
		json_pair(&detail, "for", s->actor->name);
	buf_byte(&detail, '}');
	e = audit_add(
	    s->st, printer, s->now, "sheet", REF_ENTITY, s->r.id, buf_text(&detail));
	buf_fini(&detail);
	return store_end(s->st, e);
}

static enum err make(struct sheet *s, const struct actor *printer, int64_t id,
    int64_t copy_id, enum ref_sheet_form form, struct buf *out)
{
	struct lang_kept kept;
	enum err e;

	s->call = record_new(&call_form);
	e = gather(s, id, copy_id);
	lang_speak(&kept, s->lang);
	if (e == AM_OK)
		e = compose(s);
	if (e == AM_OK)
		e = tell(s, printer, form == REF_SHEET_HTML);
	if (e == AM_OK)
		(form == REF_SHEET_HTML ? paper_as_html : paper_as_text)(s->paper, out);
	lang_back(&kept);
	paper_free(s->paper);
	record_free(s->call);
	return e;
}

enum err ref_sheet(struct store *st, const struct actor *actor, int64_t id,
    int64_t copy_id, enum ref_sheet_form form, const char *lang, int64_t now,
    struct buf *out, enum ref_refusal *refusal)
{
	struct sheet s = { .st = st, .actor = actor, .lang = lang, .now = now };
	enum err e = AM_DENIED;

	if (role_may(actor->role, ACT_REFERRAL))
		e = make(&s, actor, id, copy_id, form, out);
	*refusal = s.refusal;
	return e;
}

enum err ref_sheet_for(struct store *st, const struct actor *printer,
    const struct actor *reader, int64_t id, int64_t copy_id, enum ref_sheet_form form,
    const char *lang, int64_t now, struct buf *out, enum ref_refusal *refusal)
{
	struct sheet s = { .st = st, .actor = reader, .lang = lang, .now = now };
	enum err e = AM_DENIED;

	if (role_may(printer->role, ACT_REFERRAL_PRINT) &&
	    role_may(reader->role, ACT_REFERRAL))
		e = make(&s, printer, id, copy_id, form, out);
	*refusal = s.refusal;
	return e;
}
