/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands around the calls of the demo year: the bodies that the evaluation
 * names, the project and its money, the campaign, the evidence.  The totals are
 * the evaluation's; how they are split is invented.
 */
#include <string.h>

#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/demo_priv.h"

/* --- bodies: nobody has checked them, and their numbers cannot ring --- */

/* everywhere: what it gives it gives in the whole country.  told: of minors. */
/* clang-format off */
static const struct {
	int64_t id;
	const char *name, *kind, *place, *services[4], *everywhere, *hours, *country;
	int64_t told;
} bodies[] = {
	{ BODY_POLICE, "PNP, Departamento contra la Trata de Personas", "inst.police", "PE15",
	  { "service.police", "service.rescue" }, "PE", "24 h", "", 1 },
	{ BODY_INTERIOR, "Ministerio del Interior", "inst.ministry", "PE15",
	  { "service.rescue" }, "PE", "L-V 8-17", "", 0 },
	{ BODY_MINISTRY, "MIMDES", "inst.ministry", "PE15",
	  { "service.childprot", "service.social" }, "PE", "L-V 8-17", "", 0 },
	{ BODY_POZO, "Movimiento El Pozo", "inst.ngo", "PE15",
	  { "service.psych", "service.legal", "service.social" }, "PE", "L-V 9-18", "", 0 },
	{ BODY_IOM, "Organización Internacional para las Migraciones", "inst.igo", "PE15",
	  { "service.repat", "service.transport" }, "PE", "L-V 9-17", "", 0 },
	{ BODY_SHELTER, "Adoratrices, casa de acogida", "inst.shelter", "PE15",
	  { "service.lodging" }, "", "24 h", "", 0 },
	{ BODY_PROSECUTION, "Ministerio Público", "inst.prosec", "PE15",
	  { "service.prosec", "service.witness" }, "PE", "L-V 8-16", "", 1 },
	{ BODY_MIGRATION, "Migraciones y Naturalización", "inst.migration", "PE15",
	  { "service.migration" }, "PE", "L-V 8-16", "", 0 },
	{ BODY_CONSULAR, "Relaciones Exteriores, asistencia consular", "inst.consulate", "PE15",
	  { "service.consular" }, "PE", "24 h", "", 0 },
	{ 10, "Centro Emergencia Mujer, Lima", "inst.wec", "PE15",
	  { "service.legal", "service.psych", "service.social" }, "", "L-V 8-16", "", 0 },
	{ 11, "Centro Emergencia Mujer, Iquitos", "inst.wec", "PE16",
	  { "service.psych", "service.legal", "service.social" }, "", "L-V 8-16", "", 0 },
	{ 12, "Centro Emergencia Mujer, Pucallpa", "inst.wec", "PE25",
	  { "service.psych", "service.legal", "service.social" }, "", "L-V 8-16", "", 0 },
	{ 13, "Centro Emergencia Mujer, Piura", "inst.wec", "PE20",
	  { "service.psych", "service.legal", "service.social" }, "", "L-V 8-16", "", 0 },
	{ 14, "Centro Emergencia Mujer, Cusco", "inst.wec", "PE08",
	  { "service.psych", "service.legal", "service.social" }, "", "L-V 8-16", "", 0 },
	{ 15, "Centro Emergencia Mujer, Tacna", "inst.wec", "PE23",
	  { "service.psych", "service.legal", "service.social" }, "", "L-V 8-16", "", 0 },
	{ 21, "Consulado en Madrid", "inst.consulate", "ES",
	  { "service.consular" }, "", "L-V 9-13", "ES", 0 },
	{ 22, "Consulado en Tokio", "inst.consulate", "JP",
	  { "service.consular" }, "", "L-V 9-13", "JP", 0 },
	{ 23, "Consulado en Santiago", "inst.consulate", "CL",
	  { "service.consular" }, "", "L-V 9-13", "CL", 0 },
	{ 24, "Consulado en Buenos Aires", "inst.consulate", "AR",
	  { "service.consular" }, "", "L-V 9-13", "AR", 0 },
	{ 25, "Consulado en Quito", "inst.consulate", "EC",
	  { "service.consular" }, "", "L-V 9-13", "EC", 0 },
	{ 26, "Consulado en La Paz", "inst.consulate", "BO",
	  { "service.consular" }, "", "L-V 9-13", "BO", 0 },
	{ 27, "Consulado en Roma", "inst.consulate", "IT",
	  { "service.consular" }, "", "L-V 9-13", "IT", 0 },
	{ 28, "Embajada en Seúl", "inst.consulate", "KR",
	  { "service.consular" }, "", "L-V 9-13", "KR", 0 },
	{ 29, "Embajada en México", "inst.consulate", "MX",
	  { "service.consular" }, "", "L-V 9-13", "MX", 0 },
	{ 30, "Embajada en Washington", "inst.consulate", "US",
	  { "service.consular" }, "", "L-V 9-13", "US", 0 },
};
/* clang-format on */

static void give_services(struct demo *d, size_t body)
{
	static const char sql[] =
	    "INSERT INTO service (institution_id, service, place) VALUES (?, ?, ?)";

	for (size_t k = 0;
	     k < COUNT(bodies[body].services) && bodies[body].services[k] != NULL; k++)
		demo_put(d, sql, "ist", bodies[body].id, bodies[body].services[k],
		    bodies[body].everywhere);
}

void demo_bodies(struct demo *d)
{
	static const char body[] =
	    "INSERT INTO institution (id, name, fold, kind, place, confidential, phones, "
	    "hours, must_be_told_of_minors, note)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'no verificado')";
	static const char speaks[] = "INSERT INTO pick (entity, entity_id, code)"
				     " VALUES ('institution', ?, 'lang.spa')";

	for (size_t i = 0; i < COUNT(bodies) && d->e == AM_OK; i++) {
		struct buf fold = { 0 };
		char phone[24];

		txt_fold(&fold, bodies[i].name);
		str_printf(phone, sizeof(phone), "000 0000 0%02d", (int)bodies[i].id);
		demo_put(d, body, "issssissi", bodies[i].id, bodies[i].name,
		    buf_text(&fold), bodies[i].kind, bodies[i].place,
		    (int64_t)(bodies[i].id == BODY_SHELTER), phone, bodies[i].hours,
		    bodies[i].told);
		demo_put(d, speaks, "i", bodies[i].id);
		give_services(d, i);
		buf_fini(&fold);
	}
}

int64_t demo_embassy(const char *country)
{
	for (size_t i = 0; i < COUNT(bodies); i++)
		if (strcmp(bodies[i].country, country) == 0)
			return bodies[i].id;
	return BODY_CONSULAR;
}

/* --- the project, its money, its plan --- */

#define PROJECT INT64_C(1)

static void money(struct demo *d)
{
	static const char donor[] = "INSERT INTO donor (id, name) VALUES (?, ?)";
	static const char funding[] =
	    "INSERT INTO funding (project_id, donor_id, amount, currency, given_on, note)"
	    " VALUES (1, ?, ?, 'USD', '2004-01', ?)";
	static const char budget[] =
	    "INSERT INTO budget (id, project_id, name, component, amount, currency)"
	    " VALUES (?, 1, ?, ?, ?, 'USD')";
	static const char expense[] = "INSERT INTO expense (project_id, budget_id, "
				      "spent_on, amount, currency, note)"
				      " VALUES (1, ?, ?, ?, 'USD', 'reparto inventado')";
	static const struct {
		const char *name, *note;
		int64_t cents;
	} donors[] = {
		{ "Departamento de Estado de los Estados Unidos", "", 11500000 },
		{ "OIM", "reparto inventado", 1400000 },
		{ "Movimiento El Pozo", "reparto inventado", 700000 },
	};
	static const struct {
		const char *name, *component;
		int64_t cents;
	} lines[] = {
		{ "Fono Mujer", "component.line", 5440000 },
		{ "Campaña de difusión", "component.campaign", 2990000 },
		{ "Investigación", "component.research", 1360000 },
		{ "Capacitación", "component.training", 1360000 },
		{ "Asistencia", "component.assist", 1360000 },
		{ "Administración", "component.admin", 1090000 },
	};
	static const char *const quarters[] = { "2004-03", "2004-06", "2004-09",
		"2004-12" };

	for (size_t i = 0; i < COUNT(donors); i++) {
		const int64_t id = (int64_t)i + 1;

		demo_put(d, donor, "is", id, donors[i].name);
		demo_put(d, funding, "iis", id, donors[i].cents, donors[i].note);
	}
	for (size_t i = 0; i < COUNT(lines); i++) {
		const int64_t id = (int64_t)i + 1;

		demo_put(d, budget, "issi", id, lines[i].name, lines[i].component,
		    lines[i].cents);
		for (size_t q = 0; q < COUNT(quarters); q++)
			demo_put(d, expense, "isi", id, quarters[q], lines[i].cents / 4);
	}
}

static void tasks(struct demo *d)
{
	static const char sql[] =
	    "INSERT INTO responsibility (project_id, task, institution_id, part)"
	    " VALUES (1, ?, ?, ?)";
	static const struct {
		const char *task, *part;
		int64_t body;
	} rows[] = {
		{ "Atender la línea", "lead", BODY_POZO },
		{ "Coordinar el proyecto", "lead", BODY_IOM },
		{ "Investigar lo que la línea reporta", "lead", BODY_POLICE },
		{ "Investigar lo que la línea reporta", "informed", BODY_INTERIOR },
		{ "Repatriar", "lead", BODY_IOM },
		{ "Repatriar", "support", BODY_CONSULAR },
		{ "Alojar", "lead", BODY_SHELTER },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		demo_put(d, sql, "sis", rows[i].task, rows[i].body, rows[i].part);
}

static void goals(struct demo *d)
{
	static const char objective[] =
	    "INSERT INTO objective (id, project_id, sort, es, en)"
	    " VALUES (?, 1, ?, ?, ?)";
	static const char indicator[] = "INSERT INTO indicator (objective_id, es, en, "
					"query, unit, baseline, baseline_on)"
					" VALUES (?, ?, ?, ?, ?, 0, '2004-02')";

	demo_put(d, objective, "iiss", INT64_C(1), INT64_C(10),
	    "Orientar y derivar a quien llama", "Guide and refer whoever calls");
	demo_put(d, objective, "iiss", INT64_C(2), INT64_C(20),
	    "Dar a conocer el problema y la línea",
	    "Make the problem and the line known");
	demo_put(d, indicator, "issss", INT64_C(1), "Llamadas recibidas",
	    "Calls received", "calls", "llamadas");
	demo_put(d, indicator, "issss", INT64_C(1), "Casos derivados a la autoridad",
	    "Cases referred to an authority", "referred", "casos");
	demo_put(d, indicator, "issss", INT64_C(2),
	    "Personas capacitadas y sensibilizadas", "People trained and sensitized",
	    "trained", "personas");
}

/* --- the campaign: four waves; what was put out, with its unit --- */

#define WAVES 4

static const struct {
	const char *name, *from, *to;
} waves[WAVES] = {
	{ "Lanzamiento", "2004-03-01", "2004-03-31" },
	{ "Segunda ola", "2004-06-01", "2004-06-30" },
	{ "Tercera ola", "2004-10-01", "2004-10-31" },
	{ "Cuarta ola", "2005-01-03", "2005-01-31" },
};

static void outputs(struct demo *d)
{
	static const char campaign[] =
	    "INSERT INTO campaign (id, project_id, name, starts_on, ends_on)"
	    " VALUES (?, 1, ?, ?, ?)";
	static const char output[] =
	    "INSERT INTO output (campaign_id, medium, unit, done, about, from_on, to_on)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?)";
	static const struct {
		const char *medium, *unit;
		int64_t done[WAVES];
		int64_t about;
	} rows[] = {
		{ "medium.leaflet", "unit.copy", { 5000, 3370, 3000, 2000 }, 0 },
		{ "medium.poster", "unit.copy", { 2000, 1200, 1000, 800 }, 0 },
		{ "medium.radio", "unit.station", { 80, 41, 45, 25 }, 0 },
		{ "medium.newsad", "unit.day", { 18, 10, 10, 8 }, 0 },
		{ "medium.tvspot", "unit.spot", { 8, 3, 3, 2 }, 0 },
		{ "medium.coverage", "unit.media", { 25, 0, 0, 0 }, 1 },
	};

	for (size_t w = 0; w < WAVES; w++)
		demo_put(d, campaign, "isss", (int64_t)w + 1, waves[w].name,
		    waves[w].from, waves[w].to);
	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t w = 0; w < WAVES; w++)
			if (rows[i].done[w] > 0)
				demo_put(d, output, "issiiss", (int64_t)w + 1,
				    rows[i].medium, rows[i].unit, rows[i].done[w],
				    rows[i].about, waves[w].from, waves[w].to);
}

/* 910 people by training and sensitizing, by audience as the evaluation names them. */
static void trainings(struct demo *d)
{
	static const char activity[] = "INSERT INTO activity (id, campaign_id, "
				       "project_id, kind, topic, place, held_on, hours,"
				       " by_id) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?)";
	static const char participants[] =
	    "INSERT INTO participants (activity_id, audience, women, men, unsaid)"
	    " VALUES (?, ?, ?, ?, ?)";
	static const struct {
		const char *kind, *topic, *place, *on, *audience;
		int64_t wave, women, men, unsaid;
	} rows[] = {
		{ "medium.workshop", "Qué es la trata", "PE1501", "2004-03-13",
		    "audience.leaders", 1, 42, 0, 0 },
		{ "medium.workshop", "Captación en el barrio", "PE1501", "2004-03-27",
		    "audience.base", 1, 68, 4, 0 },
		{ "medium.talk", "Ofertas de trabajo", "PE1501", "2004-05-08",
		    "audience.school", 2, 120, 0, 0 },
		{ "medium.talk", "Ofertas de trabajo", "PE2001", "2004-06-11",
		    "audience.school", 2, 95, 0, 0 },
		{ "medium.workshop", "Derechos en el trabajo del hogar", "PE1501",
		    "2004-07-04", "audience.domestic", 2, 56, 0, 0 },
		{ "medium.workshop", "Cómo derivar", "PE1601", "2004-08-20",
		    "audience.members", 2, 38, 22, 0 },
		{ "medium.fair", "Feria de servicios", "PE1501", "2004-09-18",
		    "audience.public", 3, 0, 0, 160 },
		{ "medium.talk", "Videoforo", "PE0801", "2004-10-09", "audience.leaders",
		    3, 47, 3, 0 },
		{ "medium.workshop", "Rutas y captación", "PE2501", "2004-10-23",
		    "audience.base", 3, 61, 0, 0 },
		{ "medium.workshop", "Cómo derivar", "PE2301", "2004-11-12",
		    "audience.members", 3, 33, 21, 0 },
		{ "medium.fair", "Festival en la plaza", "PE1501", "2005-01-15",
		    "audience.public", 4, 0, 0, 140 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		demo_put(d, activity, "iissssii", (int64_t)i + 1, rows[i].wave,
		    rows[i].kind, rows[i].topic, rows[i].place, rows[i].on, INT64_C(4),
		    (int64_t)BODY_POZO);
		demo_put(d, participants, "isiii", (int64_t)i + 1, rows[i].audience,
		    rows[i].women, rows[i].men, rows[i].unsaid);
	}
}

void demo_project(struct demo *d)
{
	static const char sql[] =
	    "INSERT INTO project (id, name, starts_on, ends_on, launched_at, invented, "
	    "note)"
	    " VALUES (?, 'Mujeres víctimas de trata (demo)', '2004-01-01', '2005-01-31', "
	    "?, 1,"
	    " 'Los totales son los de la evaluación; el detalle es inventado.')";

	demo_put(d, sql, "ii", PROJECT, demo_date(2004, 3, 1));
	money(d);
	tasks(d);
	goals(d);
	outputs(d);
	trainings(d);
}

/* --- evidence of the study --- */

static void add_evidence(
    struct demo *d, const char *kind, const char *title, int64_t n, int64_t call_id)
{
	static const char sql[] =
	    "INSERT INTO evidence (kind, taken_on, title, place, call_id, in_study, note)"
	    " VALUES (?, ?, ?, ?, ?, 1, 'inventado')";
	static const char *const places[] = { "PE20", "PE22", "PE16", "PE25", "PE08",
		"PE21", "PE23", "PE15" };
	struct buf name = { 0 };
	char on[16];

	buf_printf(&name, "%s %lld", title, (long long)n);
	demo_on(on, demo_date(2004, 3, 1) + demo_dice(d, 320) * DEMO_DAY);
	demo_put(
	    d, sql, "ssstn", kind, on, buf_text(&name), DEMO_PICK(d, places), call_id);
	buf_fini(&name);
}

void demo_evidence(struct demo *d, const int64_t *relevant_calls, size_t count)
{
	static const struct {
		const char *kind, *title;
		int64_t count;
	} rows[] = {
		{ "evid.session", "Sesión de atención", 15 },
		{ "evid.interview", "Entrevista", 154 },
		{ "evid.visit", "Visita", 35 },
		{ "evid.consult", "Consulta", 238 },
		{ "evid.case", "Caso identificado", 36 },
		{ "evid.press", "Nota de prensa", 47 },
		{ "evid.advert", "Aviso", 23 },
		{ "evid.biblio", "Documento", 45 },
	};

	for (size_t i = 0; i < count; i++)
		add_evidence(
		    d, "evid.call", "Llamada", (int64_t)i + 1, relevant_calls[i]);
	for (size_t i = 0; i < COUNT(rows); i++)
		for (int64_t n = 1; n <= rows[i].count; n++)
			add_evidence(d, rows[i].kind, rows[i].title, n, 0);
}
