/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is typed into a field of any type: what is kept is taken again unchanged. */
#include <assert.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/field.h"
#include "tests/fuzz/fuzz.h"

#define NOW INT64_C(1795548960)
#define KEPT_MAX 64

static void check(enum field_type type, const char *typed)
{
	const struct field f = { .id = "x", .type = type, .max_len = KEPT_MAX };
	char kept[KEPT_MAX + 1], again[KEPT_MAX + 1];

	if (field_check(&f, typed, NOW, kept, sizeof(kept)) != AM_OK)
		return;
	assert(strlen(kept) <= KEPT_MAX);
	assert(field_check(&f, kept, NOW, again, sizeof(again)) == AM_OK);
	assert(strcmp(kept, again) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf typed = { 0 };

	buf_add(&typed, data, size);
	for (int type = 0; type < FIELD_TYPES; type++)
		check((enum field_type)type, buf_text(&typed));
	buf_fini(&typed);
	return 0;
}
