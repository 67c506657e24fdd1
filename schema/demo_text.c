/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What people tell, and what an operator writes of it.  Invented from first to
 * last; names are the commonest of the country.
 */
#include <string.h>

#include "schema/base/mem.h"
#include "schema/demo_priv.h"

/* --- words --- */

static const char *const names[] = { "María", "Rosa", "Juana", "Carmen", "Ana", "Luz",
	"Milagros", "Yesenia", "Karina", "Flor", "Gladys", "Nelly", "Roxana", "Sandra",
	"Patricia", "Elizabeth", "Maribel", "Jessica", "Diana", "Lucero", "Katherine",
	"Estefany", "Yanina", "Rocío", "Vanessa", "Delia", "Norma", "Gisela", "Mirtha",
	"Noemí" };

static const char *const surnames[] = { "Quispe", "Flores", "Sánchez", "García",
	"Rodríguez", "Rojas", "Huamán", "Mamani", "Torres", "López", "Ramos", "Vásquez",
	"Chávez", "Gonzales", "Pérez", "Díaz", "Castillo", "Mendoza", "Ramírez",
	"Fernández", "Espinoza", "Tello", "Pinedo", "Ríos", "Tuesta", "Shupingahua",
	"Ahuanari", "Murayari", "Condori", "Apaza", "Choque", "Ticona", "Ccori",
	"Saavedra", "Nolasco", "Panduro" };

static const char *const kin[] = { "la tía", "la madre", "una vecina", "el hermano",
	"la hermana", "una amiga", "el padre", "una prima", "la abuela", "una profesora",
	"un vecino", "la madrina" };
static const char *const kin_codes[] = { "relation.kin", "relation.mother",
	"relation.neighbour", "relation.sibling", "relation.sibling", "relation.friend",
	"relation.father", "relation.kin", "relation.kin", "relation.teacher",
	"relation.neighbour", "relation.kin" };

/* Where the reports come from and lead to: the zones of the study weigh most. */
static const struct demo_place places[] = {
	{ "PE15", "PE1501", "Lima", 40 },
	{ "PE16", "PE1601", "Iquitos", 9 },
	{ "PE16", "PE1602", "Yurimaguas", 4 },
	{ "PE16", "PE1603", "Nauta", 3 },
	{ "PE25", "PE2501", "Pucallpa", 7 },
	{ "PE22", "PE2209", "Tarapoto", 5 },
	{ "PE22", "PE2201", "Moyobamba", 3 },
	{ "PE22", "PE2208", "Rioja", 2 },
	{ "PE20", "PE2001", "Piura", 6 },
	{ "PE20", "PE2006", "Sullana", 3 },
	{ "PE24", "PE2401", "Tumbes", 3 },
	{ "PE13", "PE1301", "Trujillo", 6 },
	{ "PE04", "PE0401", "Arequipa", 6 },
	{ "PE08", "PE0801", "Cusco", 6 },
	{ "PE21", "PE2101", "Puno", 3 },
	{ "PE21", "PE2111", "Juliaca", 3 },
	{ "PE23", "PE2301", "Tacna", 4 },
	{ "PE14", "PE1401", "Chiclayo", 4 },
	{ "PE12", "PE1201", "Huancayo", 3 },
	{ "PE02", "PE0218", "Chimbote", 3 },
	{ "PE11", "PE1101", "Ica", 2 },
	{ "PE10", "PE1001", "Huánuco", 2 },
	{ "PE05", "PE0501", "Ayacucho", 2 },
	{ "PE06", "PE0608", "Jaén", 2 },
	{ "PE17", "PE1701", "Puerto Maldonado", 3 },
};

/* Where people are taken: the logging towns, the mines of the south, the harvests. */
static const struct demo_place destinations[] = {
	{ "PE16", "PE1602", "Yurimaguas", 8 },
	{ "PE16", "PE1601", "Iquitos", 9 },
	{ "PE25", "PE2501", "Pucallpa", 10 },
	{ "PE23", "PE2301", "Tacna", 7 },
	{ "PE24", "PE2401", "Tumbes", 6 },
	{ "PE21", "PE2101", "Puno", 6 },
	{ "PE08", "PE0801", "Cusco", 6 },
	{ "PE17", "PE1702", "Huepetuhe", 5 },
	{ "PE15", "PE1501", "Lima", 10 },
	{ "PE04", "PE0401", "Arequipa", 4 },
	{ "PE20", "PE2001", "Piura", 3 },
};

static const char *const countries[] = { "ES", "JP", "CL", "AR", "EC", "BO", "IT", "KR",
	"MX", "US" };
static const char *const country_names[] = { "España", "Japón", "Chile", "Argentina",
	"Ecuador", "Bolivia", "Italia", "Corea", "México", "Estados Unidos" };

static const struct {
	const char *said, *code;
} venues[] = { { "un bar", "venue.bar" }, { "un club nocturno", "venue.club" },
	{ "una cantina", "venue.bar" }, { "un restaurante", "venue.rest" },
	{ "una casa particular", "venue.home" }, { "un hospedaje", "venue.hotel" },
	{ "un campamento maderero", "venue.wood" },
	{ "un campamento minero", "venue.mine" },
	{ "una casa de masajes", "venue.massage" } };

static const struct {
	const char *said, *promise, *kind;
} jobs[] = { { "mesera en un restaurante", "promise.work", "offerkind.venue" },
	{ "trabajadora del hogar", "promise.domestic", "offerkind.domestic" },
	{ "cuidadora de una señora mayor", "promise.work", "offerkind.care" },
	{ "anfitriona", "promise.show", "offerkind.venue" },
	{ "bailarina", "promise.show", "offerkind.show" },
	{ "cocinera en un campamento", "promise.work", "offerkind.camp" },
	{ "cosechadora", "promise.work", "offerkind.field" },
	{ "costurera en un taller", "promise.work", "offerkind.factory" },
	{ "modelo", "promise.show", "offerkind.show" },
	{ "estudiante con beca", "promise.study", "offerkind.study" } };

static const struct {
	const char *recruit, *recruiter;
} recruiters[] = { { "recruit.known", "trafrel.neighbour" },
	{ "recruit.family", "trafrel.family" }, { "recruit.family", "trafrel.godparent" },
	{ "recruit.broker", "trafrel.agent" }, { "recruit.agency", "trafrel.agent" },
	{ "recruit.classified", "trafrel.stranger" },
	{ "recruit.known", "trafrel.friend" }, { "recruit.business", "trafrel.employer" },
	{ "recruit.known", "trafrel.partner" } };

static const char *const situations[] = { "situation.held", "situation.watched",
	"situation.travel", "situation.lost", "situation.free", "situation.escaped",
	"situation.risk", "situation.held" };

/* --- notes.  $n name, $k who calls, $f from, $t to, $v venue, $j job, $e age, $c country --- */

static const char *const service[] = {
	"Pregunta qué hace la línea y si la llamada cuesta. Se informa que es gratuita y "
	"reservada.",
	"Vio el afiche en el terminal y quiere saber para qué sirve. Se explica; "
	"agradece.",
	"Escuchó el aviso en la radio. Pregunta si atendemos de noche. Se informa "
	"horario.",
	"Pregunta si puede llamar por una vecina. Se explica que sí y qué datos ayudan.",
	"Estudiante de $f: hace un trabajo del colegio sobre trata. Se orienta y se "
	"ofrece material.",
	"Pregunta si aquí se denuncia. Se explica que la denuncia va a la policía y que "
	"la acompañamos.",
	"Quiere saber si es de la policía. Se aclara que no, y que nadie se entera de su "
	"llamada.",
	"Señora de $f pide folletos para el vaso de leche de su barrio. Se anota el "
	"pedido.",
	"Pregunta si damos trabajo. Se explica qué es la línea y se da la bolsa "
	"municipal.",
	"Llama para comprobar que el número funciona; lo dará a sus alumnas en $f.",
	"Pregunta por la diferencia entre trata y tráfico. Se explica con un ejemplo.",
	"Quiere información sobre la charla anunciada para el sábado. Se da fecha y "
	"lugar.",
	"Consulta si una menor puede llamar sola. Se dice que sí y que la escuchamos.",
	"Pide el horario de la psicóloga. Se explica cómo se pide cita.",
	"Se enteró por el volante. Pregunta si hay que dar el nombre. Se dice que no es "
	"necesario.",
	"Docente de $f pide una charla para quinto de secundaria. Se pasa a "
	"coordinación.",
};

static const char *const report[] = {
	"Llama $k. Refiere que $n ($e) salió de $f hace unas semanas para trabajar como "
	"$j y que no contesta. ",
	"$k cuenta que $n, de $e años, está en $v de $t. Salió de $f con una conocida "
	"del barrio. ",
	"Reporta $v en $t donde ve chicas muy jóvenes; una de ellas, $n, le dijo que es "
	"de $f. ",
	"$k dice que a $n le ofrecieron trabajo de $j en $t y que al llegar era $v. ",
	"Vio que a $n ($e) la suben a un bus en el terminal de $f con una señora que no "
	"es su familia. ",
	"Refiere que en $t la dueña de $v retiene el documento de $n y le cobra el "
	"pasaje y la comida. ",
	"$k llama desde $f. $n llamó llorando desde un número prestado y cortó: está en "
	"$t. ",
};
static const char *const report_more[] = {
	"No la dejan salir y le descuentan todo. ",
	"Dice que debe dinero y que no puede irse hasta pagar. ",
	"No sabe la dirección; recuerda que está cerca del terminal. ",
	"La señora le dijo que si habla le pasará algo a su familia. ",
	"Hay otras chicas, cree que cuatro o cinco. ",
	"Tiene miedo de ir a la comisaría porque allí los conocen. ",
	"Pide que no llamemos a su casa por la noche. ",
	"Le prometieron pagar cada mes y no ha recibido nada. ",
	"Tiene una foto y el nombre del local. ",
	"El aviso salió en el periódico del domingo. ",
};
static const char *const report_end[] = {
	"Se escucha, se orienta y se acuerda volver a llamar.",
	"Se anota todo y se explica qué sigue.",
	"Acepta que se avise; prefiere no dar su nombre.",
	"Se orienta para la denuncia y se da el nombre de la fiscalía de turno.",
	"Queda en averiguar la dirección y volver a llamar.",
	"Se le dice que no vaya sola al lugar.",
};
static const char *const doubtful[] = {
	"Reporta un bar en $f con mucho ruido y mujeres en la puerta. No conoce a nadie "
	"de ahí. ",
	"$k dice que su pareja se fue con otra persona a $t. Es una separación; se "
	"orienta. ",
	"Denuncia que la vecina recibe hombres en su casa. No hay indicios de captación "
	"ni de retención. ",
	"Refiere que $n se fue de la casa tras una discusión; ya se comunicó y está con "
	"una prima en $f. ",
	"Cree que en $v de $t hay menores, pero no lo ha visto. Se explica qué "
	"observar. ",
	"Reporta avisos de masajes en el periódico. Se toma nota del aviso. ",
	"Conoce a alguien que trabaja en la calle en $f por su cuenta. Se informa sobre "
	"el CEM. ",
};
static const char *const offer[] = {
	"A $n ($e) le ofrecen trabajo de $j en $t. Pregunta si es seguro. ",
	"Leyó un aviso: $j en $c, pasaje pagado, sin contrato. Duda. ",
	"Una conocida le propone ir a $c como $j. Le pide su documento y silencio. ",
	"$k pregunta por $n, a quien ofrecen $j en $t con adelanto de sueldo. ",
	"Una agencia de $f le ofrece $j en $c y le pide dinero para los papeles. ",
};
static const char *const offer_end[] = {
	"Se revisan las preguntas de la oferta; se aconseja no viajar sin contrato.",
	"Se explica qué comprobar: dirección, RUC, contrato, pasaje de vuelta.",
	"Se dan los datos del consulado y se acuerda que llame al llegar.",
	"Decide no aceptar por ahora y comentarlo en casa.",
	"Se aconseja no entregar el documento ni firmar deuda.",
};
static const char *const progress[] = {
	"Se habló con la familia de $n en $f; mandan foto y copia del documento.",
	"La policía confirma recepción. Piden la dirección exacta del local en $t.",
	"$n pudo llamar dos minutos. Está con vida; sigue en $v.",
	"Se coordinó con el CEM de $t para recibirla si sale.",
	"Operativo en $t: encuentran el local cerrado. Se sigue buscando.",
	"$n ya está con su familia en $f. Acepta atención psicológica; no desea "
	"declarar.",
	"Segunda llamada de $k. Agrega el nombre de quien compró el pasaje.",
	"Se visitó el lugar con el equipo de campo. Hay más personas en la misma "
	"situación.",
};

/* --- filling in --- */

static const char *country_name(const char *code)
{
	for (size_t i = 0; i < COUNT(countries); i++)
		if (strcmp(countries[i], code) == 0)
			return country_names[i];
	return "España";
}

static const char *word(const struct demo_story *s, char slot)
{
	switch (slot) {
	case 'n':
		return s->name;
	case 'k':
		return s->kin;
	case 'f':
		return s->from->town;
	case 't':
		return s->abroad ? country_name(s->country) : s->to->town;
	case 'c':
		return country_name(s->country);
	case 'v':
		return s->venue;
	default:
		return s->job;
	}
}

static void expand(struct buf *out, const struct demo_story *s, const char *text)
{
	const size_t start = out->len;

	for (; *text != '\0'; text++) {
		if (*text != '$')
			buf_byte(out, (unsigned char)*text);
		else if (*++text == 'e')
			buf_printf(out, "%u", s->age);
		else
			buf_str(out, word(s, *text));
	}
	if (out->len > start && out->data[start] >= 'a' && out->data[start] <= 'z')
		out->data[start] = (char)(out->data[start] - 'a' + 'A');
}

static void short_notes(struct demo *d, const struct demo_story *s, struct buf *out)
{
	uint32_t first, second;

	if (s->motive == DEMO_SERVICE) {
		expand(out, s, DEMO_PICK(d, service));
	} else if (s->motive == DEMO_OFFER) {
		expand(out, s, DEMO_PICK(d, offer));
		expand(out, s, DEMO_PICK(d, offer_end));
	} else if (s->weight == DEMO_ORDINARY) {
		expand(out, s, DEMO_PICK(d, doubtful));
		expand(out, s, DEMO_PICK(d, report_end));
	} else {
		expand(out, s, DEMO_PICK(d, report));
		first = demo_dice(d, COUNT(report_more));
		second = demo_dice(d, COUNT(report_more) - 1); /* another one */
		expand(out, s, report_more[first]);
		expand(out, s, report_more[second < first ? second : second + 1]);
		expand(out, s, DEMO_PICK(d, report_end));
	}
}

void demo_notes(struct demo *d, const struct demo_story *s, bool lengthy, struct buf *out)
{
	short_notes(d, s, out);
	if (lengthy) {
		buf_byte(out, ' ');
		demo_babble(d, out, 200 + demo_dice(d, 1 + demo_dice(d, 1300)));
	}
}

void demo_case_note(struct demo *d, const struct demo_story *s, struct buf *out)
{
	expand(out, s, DEMO_PICK(d, progress));
}

/*
 * Word k of a vocabulary of thousands, made of syllables.  The rank is the product
 * of two throws, which is near enough to Zipf's law for an index.
 */
void demo_babble(struct demo *d, struct buf *out, size_t size)
{
	static const char syllables[][4] = { "ca", "sa", "pe", "ro", "ti", "ma", "lo",
		"ne", "ri", "du", "cha", "que", "yo", "ba", "ller", "mi", "na", "tor",
		"es", "bre", "gua", "fi", "con", "so", "ju", "llo", "tra", "ve", "pi",
		"den", "cu", "mo" };

	while (out->len < size) {
		const uint32_t reach = 1 + demo_dice(d, 180);
		uint32_t k = demo_dice(d, reach * reach);

		if (out->len > 0)
			buf_byte(out, ' ');
		do {
			buf_str(out, syllables[k % COUNT(syllables)]);
			k /= (uint32_t)COUNT(syllables);
		} while (k > 0);
		buf_str(out, syllables[(out->len * 7) % 5]);
	}
}

char *demo_phone(struct demo *d, char out[24])
{
	return str_printf(out, 24, "51261%06u", demo_dice(d, 1000000));
}

/* --- inventing --- */

static const struct demo_place *weighed(
    struct demo *d, const struct demo_place *list, size_t count)
{
	uint32_t all = 0, at;

	for (size_t i = 0; i < count; i++)
		all += list[i].weight;
	at = demo_dice(d, all);
	for (size_t i = 0; i < count; i++) {
		if (at < list[i].weight)
			return &list[i];
		at -= list[i].weight;
	}
	return &list[0];
}

void demo_invent(struct demo *d, struct demo_story *s)
{
	const uint32_t who = demo_dice(d, COUNT(kin)),
		       place = demo_dice(d, COUNT(venues));
	const uint32_t job = demo_dice(d, COUNT(jobs));
	const uint32_t recruiter = demo_dice(d, COUNT(recruiters));

	s->from = weighed(d, places, COUNT(places));
	s->to = weighed(d, destinations, COUNT(destinations));
	if (strcmp(s->from->province, s->to->province) == 0)
		s->from =
		    &places[3 + demo_dice(d, 2) * 4]; /* Nauta or Rioja: a way to go */
	s->country = DEMO_PICK(d, countries);
	s->name = DEMO_PICK(d, names);
	s->surname = DEMO_PICK(d, surnames);
	s->kin = kin[who];
	s->relation = kin_codes[who];
	s->venue = venues[place].said;
	s->job = jobs[job].said;
	s->promise = jobs[job].promise;
	s->recruit = recruiters[recruiter].recruit;
	s->recruiter = recruiters[recruiter].recruiter;
	s->situation = DEMO_PICK(d, situations);
	s->age = 13 + demo_dice(d, 9) + demo_dice(d, 9);
}

void demo_name_fully(struct demo *d, struct demo_story *s)
{
	s->name2 = demo_chance(d, 60) ? DEMO_PICK(d, names) : NULL;
	s->surname2 = DEMO_PICK(d, surnames);
}

void demo_agency(struct demo *d, struct buf *out)
{
	static const char *const firms[] = { "Agencia", "Empleos", "Servicios", "Señora",
		"Academia", "Contratos", "Inversiones" };

	buf_str(out, DEMO_PICK(d, firms));
	demo_babble(d, out, out->len + 6);
	if (demo_chance(d, 50))
		buf_printf(out, " de %s", DEMO_PICK(d, names));
}

const char *demo_venue(const struct demo_story *s)
{
	for (size_t i = 0; i < COUNT(venues); i++)
		if (venues[i].said == s->venue)
			return venues[i].code;
	return "venue.other";
}

const char *demo_offer_kind(const struct demo_story *s)
{
	for (size_t i = 0; i < COUNT(jobs); i++)
		if (jobs[i].said == s->job)
			return jobs[i].kind;
	return "offerkind.other";
}
