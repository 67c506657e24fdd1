/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * show [-r] LOGIN ROWSxCOLS LANG [KEYS]: what LOGIN sees after these keys.
 * -r: also which cells stand out.  The language of keys: stage.h.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/stage.h"

static int usage(void)
{
	fprintf(stderr, "usage: show [-r] LOGIN ROWSxCOLS LANG [KEYS]\n");
	return 2;
}

static int show(char **arg, const char *keys, bool roles)
{
	char *x;
	const int rows = (int)strtol(arg[1], &x, 10);
	struct stage *s = stage_open(arg[0], arg[2], rows, (int)strtol(x + 1, NULL, 10));
	int status = 0;

	if (!stage_play(s, keys)) {
		fprintf(stderr, "show: not all of these keys are known: %s\n", keys);
		status = 2;
	} else {
		stage_print(s, stdout);
		if (roles)
			stage_print_roles(s, stdout);
		if (stage_overflow(s) >= 0) {
			printf("-- row %d has something in the last column\n",
			    stage_overflow(s) + 1);
			status = 1;
		}
	}
	stage_close(s);
	return status;
}

int main(int argc, char **argv)
{
	const bool roles = argc > 1 && strcmp(argv[1], "-r") == 0;

	argc -= 1 + roles;
	argv += 1 + roles;
	if (argc < 3 || argc > 4 || strchr(argv[1], 'x') == NULL)
		return usage();
	return show(argv, argc == 4 ? argv[3] : "", roles);
}
