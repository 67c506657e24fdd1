/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What lies on the desks on the demo's today: follow-ups, offers, referrals on their way
 * and the alerts that they gave.  It hangs on today's calls and on cases of the year that
 * are still open, and is outside of every report of the year.
 */
#include "schema/alert.h"
#include "schema/base/mem.h"
#include "schema/demo_priv.h"
#include "schema/offer_priv.h"

#define HOUR INT64_C(3600)
#define GRACE 900 /* after it a late follow-up is told (setting followup.grace) */
#define NOBODY 99 /* whoever is on shift */

static int64_t midnight(const struct demo *d)
{
	return d->plan->now - (d->plan->now - DEMO_LIMA) % DEMO_DAY;
}

/* The alert is there already, as the server would have told it in its time. */
static void tell(
    struct demo *d, const char *kind, const char *entity, int64_t id, int64_t at)
{
	static const char sql[] =
	    "INSERT INTO alert (kind, entity, entity_id, at) VALUES (?, ?, ?, ?)";

	demo_put(d, sql, "ssii", kind, entity, id, at);
}

/* Case n, from the newest, that is open and somebody's. */
static int64_t open_case_of(struct demo *d, int64_t person, int64_t n)
{
	static const char sql[] = "SELECT id FROM casefile WHERE closed_at IS NULL AND "
				  "assigned_to = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2";
	sqlite3_stmt *q = d->e == AM_OK ? demo_statement(d, sql) : NULL;
	int64_t id = 0;

	if (q == NULL)
		return 0;
	sqlite3_bind_int64(q, 1, person);
	sqlite3_bind_int64(q, 2, n);
	if (sqlite3_step(q) == SQLITE_ROW)
		id = sqlite3_column_int64(q, 0);
	else
		d->e = AM_MISSING;
	sqlite3_reset(q);
	return id;
}

/* --- follow-ups --- */

/* clang-format off */
static const struct {
	const char *kind, *note;
	unsigned who;     /* enum demo_person, NOBODY */
	int call;         /* of today, from 1; 0: about a case */
	int64_t open;     /* which open case */
	int64_t day;      /* from today; hour of it, or of later today: from now */
	int64_t hour, hours; /* hours 0: a moment; else how long it is safe to ring */
} todo[] = {
	{ "check", "Preguntar a la Fiscalía en qué quedó la denuncia.", ROSA, 0, 0, -1, 16, 0 },
	{ "callback", "Llamar a la madre; contesta solo a esa hora.", LUZ, 0, 0, -1, 18, 1 },
	{ "callback", "Hora segura: él sale a trabajar.", ROSA, 2, 0, 0, 2, 1 },
	{ "callback", "Prometimos llamar con la dirección del CEM.", NOBODY, 6, 0, 0, 1, 0 },
	{ "check", "Confirmar que llegó el oficio a la PNP.", LUZ, 0, 1, 0, 3, 0 },
	{ "hearing", "Audiencia; acompaña la abogada de El Pozo.", ROSA, 0, 1, 1, 9, 0 },
	{ "check", "Preguntar al albergue cómo pasó la noche.", LUZ, 0, 2, 1, 10, 0 },
	{ "callback", "Quiere hablar cuando la señora no está.", ROSA, 12, 0, 1, 17, 1 },
};
/* clang-format on */

/* Later today is counted from now, in whole hours. */
static int64_t due_of(const struct demo *d, size_t i)
{
	const int64_t now = d->plan->now - d->plan->now % HOUR;

	return todo[i].day == 0
		   ? now + todo[i].hour * HOUR
		   : midnight(d) + todo[i].day * DEMO_DAY + todo[i].hour * HOUR;
}

static void add_todo(struct demo *d, size_t i, const int64_t *calls)
{
	static const char sql[] =
	    "INSERT INTO followup (case_id, call_id, due_at, until_at, operator_id, kind,"
	    " phone, note, made_at, made_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
	    " (SELECT phone FROM call WHERE id = ?2 OR id = (SELECT min(call_id) FROM"
	    " call_case WHERE case_id = ?1)), ?7, ?8, ?9)";
	const bool nobodys = todo[i].who == NOBODY;
	const enum demo_person maker = nobodys ? LUZ : (enum demo_person)todo[i].who;
	const int64_t call = todo[i].call > 0 ? calls[todo[i].call - 1] : 0;
	const int64_t due = due_of(d, i);
	const int64_t until = todo[i].hours > 0 ? due + todo[i].hours * HOUR : 0;
	const int64_t made =
	    call != 0 ? d->plan->now : midnight(d) - 2 * DEMO_DAY + 15 * HOUR;
	const int64_t about =
	    call != 0 ? 0 : open_case_of(d, d->person[maker], todo[i].open);
	const int64_t id = demo_put(d, sql, "nninnssii", about, call, due, until,
	    nobodys ? INT64_C(0) : d->person[maker], todo[i].kind, todo[i].note, made,
	    d->person[maker]);

	demo_audit(d, maker, made, "create", "followup", id);
	if ((until != 0 ? until : due) + GRACE < d->plan->now)
		tell(d, ALERT_LATE, "followup", id, (until != 0 ? until : due) + GRACE);
}

/* --- offers --- */

/* clang-format off */
static const struct {
	const char *kind, *by, *paper, *from, *to, *pay, *text;
	int64_t days;       /* ago it was entered */
	int calls[2];       /* of today, from 1, that were about it */
} offers[] = {
	{ "offerkind.domestic", "Agencia Nuevo Horizonte", "aviso del domingo", "PE16", "CL",
	  "1500 soles", "Señorita de buena presencia, casa y comida, viaje pagado.", 6, { 4, 9 } },
	{ "offerkind.venue", "Señora Nélida", "afiche del mercado", "PE25", "PE17",
	  "por día", "Mesera para restaurante cerca de la mina; se adelanta el pasaje.", 3, { 0 } },
	{ "offerkind.show", "Estudio Star Casting", "red social", "PE15", "JP",
	  "800 dólares", "Modelos sin experiencia; pasaporte en una semana.", 2, { 0 } },
	{ "offerkind.field", "Contratista Don Beto", "radio local", "PE20", "PE24",
	  "por jaba", "Cosecha de banano, grupos de veinte, documentos se quedan con el encargado.", 1, { 0 } },
	{ "offerkind.study", "Academia Futuro", "volante", "PE22", "PE15",
	  "", "Beca de enfermería con trabajo en casa de familia.", 0, { 0 } },
};
/* clang-format on */

static void add_offer(struct demo *d, size_t i, const int64_t *calls)
{
	static const char sql[] =
	    "INSERT INTO offer (kind, by_name, fold, phone, paper, seen_on, place_from,"
	    " place_to, pay, text, made_at, made_by, last_at)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
	static const char link[] = "INSERT INTO offer_call (offer_id, call_id, certainty)"
				   " VALUES (?, ?, 'confirmed')";
	const int64_t made = d->plan->now - offers[i].days * DEMO_DAY;
	struct buf fold = { 0 };
	char on[16], phone[24];
	int64_t id;

	offer_key(&fold, offers[i].by);
	id = demo_put(d, sql, "ssssssssssiii", offers[i].kind, offers[i].by,
	    buf_text(&fold), demo_phone(d, phone), offers[i].paper, demo_on(on, made),
	    offers[i].from, offers[i].to, offers[i].pay, offers[i].text, made,
	    d->person[LUZ], offers[i].calls[0] > 0 ? d->plan->now : made);
	for (size_t k = 0; k < COUNT(offers[i].calls) && offers[i].calls[k] > 0; k++)
		demo_put(d, link, "ii", id, calls[offers[i].calls[k] - 1]);
	demo_audit(d, LUZ, made, "create", "offer", id);
	buf_fini(&fold);
}

/* --- referrals: one in each state --- */

#define STEPS 3

/* clang-format off */
static const struct {
	int64_t body;
	const char *service;
	int64_t hours;              /* ago it was sent, or made */
	int64_t due;                /* hours after that it is to be seen to */
	const char *steps[STEPS];   /* after it was made; the days between them are one */
	const char *note;           /* of the last one */
} referred[] = {
	{ BODY_POZO, "service.psych", 2, 24, { NULL }, "" },
	{ BODY_MINISTRY, "service.social", 5, 24, { "sent" }, "Por correo y teléfono." },
	{ BODY_MIGRATION, "service.migration", 72, 24, { "sent" }, "Por oficio." },
	{ 10, "service.legal", 40, 240, { "sent", "received" }, "" },
	{ BODY_PROSECUTION, "service.prosec", 96, 240, { "sent", "received", "accepted" }, "Carpeta abierta." },
	{ BODY_POZO, "service.legal", 120, 240, { "sent", "accepted", "inprog" }, "Primera cita hecha." },
	{ BODY_SHELTER, "service.lodging", 120, 240, { "sent", "accepted", "done" }, "Alojada." },
	{ 11, "service.psych", 144, 240, { "sent", "received", "partial" }, "Una sesión; se mudó." },
	{ BODY_IOM, "service.repat", 168, 240, { "sent", "received", "declinst" }, "Fuera de su mandato." },
	{ 12, "service.social", 168, 240, { "sent", "received", "declpers" }, "Prefiere esperar." },
	{ 13, "service.legal", 192, 240, { "sent", "unavail" }, "Sin abogada este mes." },
	{ 14, "service.psych", 192, 240, { "sent", "noreply" }, "Tres llamadas sin respuesta." },
	{ BODY_CONSULAR, "service.consular", 48, 240, { "cancel" }, "Ya no hace falta." },
};
/* clang-format on */

/* The n-th of the open cases whose people agreed to be referred. */
#define AGREED                                                                       \
	" FROM referral r JOIN casefile k ON k.id = r.case_id WHERE k.closed_at IS " \
	"NULL AND r.basis = 'consent' AND r.made_at < ?3 - 30 * 86400"

static int64_t insert_referral(struct demo *d, size_t i, int64_t made, bool sent)
{
	static const char sql[] =
	    "INSERT INTO referral (case_id, person_id, consent_id, basis, made_by,"
	    " responsible, institution_id, service, reason, made_at, sent_at, sent_by,"
	    " sent_means, sent_to, due_at)"
	    " SELECT r.case_id, r.person_id, r.consent_id, 'consent', k.assigned_to,"
	    " k.assigned_to, ?1, ?2, 'refreason.services', ?3, ?4,"
	    " CASE WHEN ?4 IS NOT NULL THEN k.assigned_to END,"
	    " CASE WHEN ?4 IS NOT NULL THEN 'refmeans.letter' END,"
	    " CASE WHEN ?4 IS NOT NULL THEN 'mesa de partes' END, ?5" AGREED
	    " ORDER BY r.id DESC LIMIT 1 OFFSET ?6 % (SELECT count(*)" AGREED ")";

	return demo_put(d, sql, "isinii", referred[i].body, referred[i].service, made,
	    sent ? made : INT64_C(0), made + referred[i].due * HOUR, (int64_t)i);
}

static void step(
    struct demo *d, int64_t referral, int64_t at, const char *status, const char *note)
{
	static const char sql[] =
	    "INSERT INTO referral_event (referral_id, at, operator_id, status, note)"
	    " SELECT id, ?2, made_by, ?3, ?4 FROM referral WHERE id = ?1";

	demo_put(d, sql, "iiss", referral, at, status, note);
}

static void refer(struct demo *d, size_t i)
{
	static const char shared[] = "INSERT INTO pick (entity, entity_id, code)"
				     " VALUES ('referral', ?, 'shared.facts')";
	const char *const *steps = referred[i].steps;
	const int64_t made = d->plan->now - referred[i].hours * HOUR;
	const int64_t due = made + referred[i].due * HOUR;
	const bool sent = steps[0] != NULL && steps[0][0] == 's';
	const int64_t id = insert_referral(d, i, made, sent);

	demo_put(d, shared, "i", id);
	step(d, id, made, "draft", "");
	for (size_t k = 0; k < STEPS && steps[k] != NULL; k++)
		step(d, id, made + (int64_t)k * DEMO_DAY, steps[k],
		    k + 1 == STEPS || steps[k + 1] == NULL ? referred[i].note : "");
	demo_audit(d, ROSA, made, "create", "referral", id);
	if (due + GRACE < d->plan->now)
		tell(d, ALERT_OWED, "referral", id, due + GRACE);
}

void demo_desk(struct demo *d, const int64_t calls[DEMO_TODAY])
{
	for (size_t i = 0; i < COUNT(todo) && d->e == AM_OK; i++)
		add_todo(d, i, calls);
	for (size_t i = 0; i < COUNT(offers) && d->e == AM_OK; i++)
		add_offer(d, i, calls);
	for (size_t i = 0; i < COUNT(referred) && d->e == AM_OK; i++)
		refer(d, i);
}
