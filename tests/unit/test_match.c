/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Persons are found by what was heard on a bad line: recall on made-up names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/base/text.h"
#include "schema/match_priv.h"
#include "tests/unit/house.h"

#define PERSONS 20000
#define ASKED 1000
#define SHOWN 20

/* clang-format off */
static const char *const given[] = { "María", "Rosa", "Elena", "Flor", "Luz", "Juana",
	"Carmen", "Ana", "Julia", "Lucía", "Sonia", "Yesenia", "Maribel", "Nelly", "Gladys",
	"Milagros", "Katherine", "Jhoselyn", "Brenda", "Sheyla", "Xiomara", "Yolanda", "Zoila",
	"Hilda", "Beatriz", "Vilma", "Norma", "Wendy", "Fiorella", "Pamela", "Ruth", "Ester",
	"Noemí", "Raquel", "Soledad", "Dina", "Irma", "Teresa", "Verónica", "Silvia",
	"Jesús", "José", "Luis", "Juan", "Carlos", "Miguel", "Wilmer", "Percy", "Edwin",
	"Roger", "Segundo", "Hipólito", "Fausto", "Abel", "Kevin", "Jordan", "Brayan", "Elmer" };
static const char *const family[] = { "Quispe", "Huamán", "Mamani", "Flores", "Sánchez",
	"Rojas", "García", "Rodríguez", "Condori", "Vásquez", "Ramos", "Chávez", "Ramírez",
	"Mendoza", "Cruz", "Torres", "Díaz", "Espinoza", "López", "Castillo", "Gonzales",
	"Pérez", "Huanca", "Choque", "Apaza", "Ccori", "Cusi", "Yupanqui", "Tuanama",
	"Pizango", "Shupingahua", "Ahuanari", "Murayari", "Taricuarima", "Canayo", "Isuiza",
	"Sangama", "Pacaya", "Inuma", "Arimuya", "Tapullima", "Cachique", "Guerra", "Ríos",
	"Saavedra", "Panduro", "Pinedo", "Reátegui", "Vela", "Ruiz", "Dávila", "Silva", "Soto",
	"Vargas", "Salazar", "Aguilar", "Paredes", "Palomino", "Ticona", "Ccopa", "Limache",
	"Aquino", "Callo", "Puma", "Sulca", "Poma", "Ñahui", "Llanos", "Zevallos", "Villanueva" };
/* clang-format on */

static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

#define PICK(list, seed) list[next_random(seed) % COUNT(list)]

/* One or two given names, two surnames. */
static void make_name(struct buf *names, struct buf *surnames, uint64_t *seed)
{
	buf_str(names, PICK(given, seed));
	if (next_random(seed) % 10 < 6)
		buf_printf(names, " %s", PICK(given, seed));
	buf_printf(surnames, "%s %s", PICK(family, seed), PICK(family, seed));
}

static void add_person(
    struct store *st, sqlite3_stmt *q, const char *names, const char *surnames)
{
	struct buf whole = { 0 }, fold = { 0 }, phon = { 0 };

	(void)st;
	buf_printf(&whole, "%s %s", names, surnames);
	txt_fold(&fold, buf_text(&whole));
	txt_phon(&phon, buf_text(&whole));
	sqlite3_bind_text(q, 1, names, -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 2, surnames, -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 3, buf_text(&fold), -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 4, buf_text(&phon), -1, SQLITE_STATIC);
	assert_int_equal(SQLITE_DONE, sqlite3_step(q));
	sqlite3_reset(q);
	buf_fini(&whole);
	buf_fini(&fold);
	buf_fini(&phon);
}

static void register_persons(struct store *st, int count, uint64_t *seed)
{
	static const char sql[] =
	    "INSERT INTO person (names, surnames, fold, phon) VALUES (?1, ?2, ?3, ?4)";
	sqlite3_stmt *q = NULL;

	assert_int_equal(AM_OK, store_begin(st));
	assert_int_equal(AM_OK, store_prepare(st, sql, &q));
	for (int i = 0; i < count; i++) {
		struct buf names = { 0 }, surnames = { 0 };

		make_name(&names, &surnames, seed);
		add_person(st, q, buf_text(&names), buf_text(&surnames));
		buf_fini(&names);
		buf_fini(&surnames);
	}
	store_done(st, q);
	assert_int_equal(AM_OK, store_end(st, AM_OK));
}

/* One wrong, missing, added or swapped letter (or blank) anywhere in s. */
static void mistype(char *s, size_t size, uint64_t *seed)
{
	const size_t len = strlen(s), at = next_random(seed) % len;
	const char letter = (char)('a' + next_random(seed) % 26);

	switch (next_random(seed) % 4) {
	case 0:
		s[at] = letter;
		break;
	case 1:
		memmove(s + at, s + at + 1, len - at);
		break;
	case 2:
		if (len + 2 > size)
			break;
		memmove(s + at + 1, s + at, len - at + 1);
		s[at] = letter;
		break;
	default:
		if (at + 1 < len) {
			const char c = s[at];

			s[at] = s[at + 1];
			s[at + 1] = c;
		}
	}
}

/* Of a hundred persons whose names are typed with so many mistakes: how many stand among
 * the first twenty, in tenths of a percent. */
static int recall(struct house *h, int persons, int mistakes, uint64_t seed)
{
	int found = 0;

	for (int i = 0; i < ASKED; i++) {
		const int64_t id = 1 + (int64_t)(next_random(&seed) % (uint64_t)persons);
		struct match_person hits[SHOWN];
		char sql[80], name[128];
		size_t count = 0;

		str_printf(sql, sizeof(sql), "SELECT fold FROM person WHERE id = %lld",
		    (long long)id);
		str_copy(name, sizeof(name), house_sees(h, sql));
		for (int k = 0; k < mistakes; k++)
			mistype(name, sizeof(name), &seed);
		assert_int_equal(AM_OK, match_persons(h->st, name, hits, SHOWN, &count));
		for (size_t k = 0; k < count; k++)
			found += hits[k].id == id;
	}
	return found * 1000 / ASKED;
}

/* Prints what is found among so many; *worst: by how much the worst misses its bar. */
static void measure(struct house *h, int persons, int *worst)
{
	static const int least[] = { 990, 980, 930 };
	uint64_t seed = 20260417;

	*worst = 0;
	register_persons(h->st, persons, &seed);
	for (int mistakes = 0; mistakes < 3; mistakes++) {
		const int64_t start = clock_ms();
		const int got = recall(h, persons, mistakes, 4711 + (uint64_t)mistakes);

		print_message(
		    "%d mistakes: %d.%d %% of %d found among %d persons, %d us each\n",
		    mistakes, got / 10, got % 10, ASKED, persons,
		    (int)((clock_ms() - start) * 1000 / ASKED));
		if (least[mistakes] - got > *worst)
			*worst = least[mistakes] - got;
	}
}

static void mistyped_persons_are_among_the_first_twenty(void **state)
{
	int worst;

	measure(*state, PERSONS, &worst);
	assert_int_equal(0, worst);
}

static void a_name_is_found_as_it_sounds_and_the_nearest_first(void **state)
{
	static const char *const typed[] = { "Flor Quispe Tuanama", "flor kispi tuanama",
		"quishpe flor", "Qispe Tuanama Flor", "flor quispetuanama" };
	struct house *h = *state;
	struct match_person hits[SHOWN];
	static const char sql[] =
	    "INSERT INTO person (names, surnames, fold, phon) VALUES (?1, ?2, ?3, ?4)";
	sqlite3_stmt *q = NULL;
	size_t count = 0;

	assert_int_equal(AM_OK, store_prepare(h->st, sql, &q));
	add_person(h->st, q, "Flor", "Quispe Tuanama");
	add_person(h->st, q, "Flora", "Quiroz Tuanama");
	add_person(h->st, q, "Luz", "Mamani Condori");
	store_done(h->st, q);
	for (size_t i = 0; i < COUNT(typed); i++) {
		assert_int_equal(
		    AM_OK, match_persons(h->st, typed[i], hits, SHOWN, &count));
		if (count == 0 || hits[0].id != 1)
			fail_msg("\"%s\" does not find her first", typed[i]);
		assert_true(count < 3);
	}
}

/* One letter of it may be wrong; what nobody is called finds nobody, though letters fit. */
static void a_word_alone_finds_who_bears_it(void **state)
{
	static const struct {
		const char *typed;
		size_t count;
	} asked[] = { { "mamani", 1 }, { "mamini", 1 }, { "mumini", 0 }, { "aman", 0 },
		{ "luz", 1 }, { "luzmamani", 1 } };
	struct house *h = *state;
	struct match_person hits[SHOWN];
	static const char sql[] =
	    "INSERT INTO person (names, surnames, fold, phon) VALUES (?1, ?2, ?3, ?4)";
	sqlite3_stmt *q = NULL;
	size_t count = 0;

	assert_int_equal(AM_OK, store_prepare(h->st, sql, &q));
	add_person(h->st, q, "Luz", "Mamani Condori");
	add_person(h->st, q, "Flora", "Quiroz Tuanama");
	store_done(h->st, q);
	for (size_t i = 0; i < COUNT(asked); i++) {
		assert_int_equal(AM_OK,
		    match_persons(h->st, asked[i].typed, hits, SHOWN, &count));
		if (count != asked[i].count)
			fail_msg("\"%s\" finds %zu", asked[i].typed, count);
	}
}

static void any_name_is_answered(void **state)
{
	static const char *const typed[] = { "", " ", "a", "\"", "ab \" OR *", "h",
		"hh h", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
		("muchisimasmuchisimasmuchisimasmuchisimasmuchisimasmuchisimasmuchisimas"
		 "muchisimasmuchisimasmuchisimasletras"),
		"\xff\xfe", "ñ ñ" };
	struct house *h = *state;
	uint64_t seed = 5;
	struct match_person hits[SHOWN];

	register_persons(h->st, 50, &seed);
	for (size_t i = 0; i < COUNT(typed); i++) {
		size_t count = 99;

		assert_int_equal(
		    AM_OK, match_persons(h->st, typed[i], hits, SHOWN, &count));
		assert_true(count <= SHOWN);
	}
}

#define STORY(name) cmocka_unit_test_setup_teardown(name, house_open, house_close)

/* test_match COUNT: how many are found among so many persons (make bench). */
static int bench(int persons)
{
	void *house;
	int worst;

	house_open(&house);
	measure(house, persons, &worst);
	house_close(&house);
	return worst > 0;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORY(mistyped_persons_are_among_the_first_twenty),
		STORY(a_name_is_found_as_it_sounds_and_the_nearest_first),
		STORY(a_word_alone_finds_who_bears_it),
		STORY(any_name_is_answered),
	};

	if (argc == 2)
		return bench(atoi(argv[1]));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
