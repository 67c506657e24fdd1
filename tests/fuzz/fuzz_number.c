/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is typed as a number of a call or case: what is taken is shown and taken again. */
#include <assert.h>

#include "schema/base/buf.h"
#include "schema/number.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf typed = { 0 };
	char shown[NUMBER_LEN];
	int64_t number = -1, again = -2;

	buf_add(&typed, data, size);
	if (number_parse(buf_text(&typed), &number) == AM_OK) {
		number_show(shown, NUMBER_CALL, number);
		assert(number_parse(shown, &again) == AM_OK);
		assert(again == number);
		number_short(shown, number);
		assert(number_parse(shown, &again) == AM_OK);
		assert(again == number);
	}
	buf_fini(&typed);
	return 0;
}
