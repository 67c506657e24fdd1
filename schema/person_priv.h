/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People from the inside, for person*.c. */
#pragma once

#include "schema/casefile_priv.h"
#include "schema/person.h"
#include "schema/store_priv.h"

#define PERSON_ENTITY "person"
#define PERSON_SAME_MAX 64

/* Fields of person_form that start a part of it. */
enum {
	PERSON_ROLES,
	PERSON_NAMES,
	PERSON_PERPROLE = 17,
	PERSON_RELATION,
	PERSON_VICSTATUS = PERSON_RELATION + 2,
	PERSON_SAME = PERSON_VICSTATUS + 14,
	PERSON_FIELDS
};

/* Parts of person_form: who she is, and the rows of her roles. */
extern const struct form person_identity, person_suspect, person_part, person_victim;

/* "WITH ... same": all entries of the person whose id is the SQL expression id. */
#define PERSON_WITH_SAME(id)                                                \
	"WITH RECURSIVE up(id) AS (SELECT " id                              \
	" UNION SELECT p.merged_into FROM person p JOIN up ON p.id = up.id" \
	" WHERE p.merged_into IS NOT NULL),"                                \
	" same(id) AS (SELECT id FROM up UNION SELECT p.id FROM person p"   \
	" JOIN same ON p.merged_into = same.id) "

/* The entry that counts for the one whose id is the SQL expression id. */
#define PERSON_ROOT(id)                                                           \
	"(WITH RECURSIVE up(id, next) AS (SELECT id, merged_into FROM person"     \
	" WHERE id = " id " UNION SELECT n.id, n.merged_into FROM person n"       \
	" JOIN up ON n.id = up.next) SELECT id FROM up WHERE next IS NULL)"

/* The version of a record: that of her entry, and of all her rows in the case. */
#define PERSON_VERSIONS INT64_C(1000000)

/* Her rows in a case: id, role; ?1 person, ?2 case; her own entry's first. */
#define PERSON_ROLES_OF                                                            \
	PERSON_WITH_SAME("?1")                                                     \
	"SELECT id, role FROM case_person WHERE ended_at IS NULL AND person_id IN" \
	" (SELECT id FROM same) AND case_id IN " CASE_FAMILY(                      \
	    "?2") " ORDER BY person_id <> ?1, id"

/* Copy the fields that both have. */
void person_copy(struct record *to, const struct record *from);

/* Whom id was merged into, itself if it was not.  AM_OK, AM_MISSING or storage. */
MUST_CHECK enum err person_root(struct store *st, int64_t id, int64_t *root);

/* May the actor see her through any case?  *case_id is one (0: any of hers), AM_MISSING: none. */
MUST_CHECK enum err person_seen(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, int64_t *case_id);

/* person_load() without its audit row; id is nobody's duplicate. */
MUST_CHECK enum err person_read(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t id, int64_t now, struct record *rec, int64_t *version);

/* The same without asking any rights; *any: she has a role in the case. */
MUST_CHECK enum err person_read_in(struct store *st, int64_t case_id, int64_t id,
    struct record *rec, int64_t *version, bool *any);

/* Read the register's entry only, and what it was found to be.  No rights are asked. */
MUST_CHECK enum err person_fetch(
    struct store *st, int64_t id, struct record *rec, int64_t *version);

/* Her names as they are searched, with those of all entries that were merged into her. */
MUST_CHECK enum err person_index(struct store *st, int64_t id);

/* Write what differs of the entry itself.  Inside of brackets; the audit is the caller's. */
MUST_CHECK enum err person_write_identity(struct store *st, int64_t id,
    const struct record *before, const struct record *after);
