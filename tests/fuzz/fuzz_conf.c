/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as amparo.conf: every mistake is told, or every value is allowed. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/setting.h"
#include "server/conf.h"
#include "tests/fuzz/fuzz.h"

static void check_values(const struct conf *c)
{
	const char *why = NULL;

	for (int id = 0; id < SETTING_COUNT; id++)
		if (setting_get((enum setting_id)id)->place == SETTING_FILE)
			assert(setting_check((enum setting_id)id,
				   conf_text(c, (enum setting_id)id), &why) == AM_OK);
}

static void check(const char *path)
{
	struct buf mistakes = { 0 };
	struct conf *c = NULL;

	if (conf_read(path, &c, &mistakes) == AM_OK) {
		assert(mistakes.len == 0);
		check_values(c);
	} else {
		assert(c == NULL && mistakes.len > 0);
	}
	conf_free(c);
	buf_fini(&mistakes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[] = "/tmp/amparo-conf-XXXXXX";
	const int fd = mkstemp(path);

	assert(fd != -1);
	assert(write(fd, data, size) == (ssize_t)size);
	close(fd);
	check(path);
	unlink(path);
	return 0;
}
