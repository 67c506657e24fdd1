/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a fuzzer over its corpus without libFuzzer: each file as it is, cut at every
 * byte (at most 512 places), and 200 times with some bytes changed by a fixed
 * sequence of numbers, so that every machine tries the same.
 *
 * tests/fuzz/replay_key replays TOP_SRCDIR/tests/fuzz/corpus/key; arguments are
 * files to replay instead.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "tests/fuzz/fuzz.h"

#define SIZE_MAX_OF_A_FILE 65536
#define CUTS 512
#define CHANGES 200

/* xorshift64*: the same numbers everywhere. */
static uint64_t next_number(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(2685821657736338717);
}

static void change_some(uint8_t *bytes, size_t size, uint64_t *state)
{
	const size_t count = 1 + next_number(state) % 4;

	for (size_t i = 0; i < count && size > 0; i++)
		bytes[next_number(state) % size] = (uint8_t)next_number(state);
}

static void replay_bytes(const uint8_t *bytes, size_t size)
{
	const size_t stride = size / CUTS + 1;
	uint8_t *copy = malloc(size > 0 ? size : 1);
	uint64_t state = 20041124;

	if (copy == NULL)
		abort();
	LLVMFuzzerTestOneInput(bytes, size);
	for (size_t cut = 0; cut < size; cut += stride)
		LLVMFuzzerTestOneInput(bytes, cut);
	for (int i = 0; i < CHANGES && size > 0; i++) {
		memcpy(copy, bytes, size);
		change_some(copy, size, &state);
		LLVMFuzzerTestOneInput(copy, size);
	}
	free(copy);
}

static bool replay_file(const char *path)
{
	static uint8_t bytes[SIZE_MAX_OF_A_FILE];
	FILE *file = fopen(path, "rb");
	size_t size;

	if (file == NULL) {
		perror(path);
		return false;
	}
	size = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	replay_bytes(bytes, size);
	return true;
}

/* How many files of dir were replayed. */
static int replay_folder(const char *dir)
{
	DIR *folder = opendir(dir);
	const struct dirent *entry;
	char path[4096];
	int count = 0;

	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		str_printf(path, sizeof(path), "%s/%s", dir, entry->d_name);
		count += replay_file(path);
	}
	if (folder != NULL)
		closedir(folder);
	return count;
}

int main(int argc, char **argv)
{
	const char *name = strrchr(argv[0], '_'), *top = getenv("TOP_SRCDIR");
	char dir[4096];
	int count = 0;

	for (int i = 1; i < argc; i++)
		count += replay_file(argv[i]);
	if (argc == 1) {
		str_printf(dir, sizeof(dir), "%s/tests/fuzz/corpus/%s",
		    top != NULL ? top : ".", name != NULL ? name + 1 : "");
		count = replay_folder(dir);
	}
	printf("%d files replayed\n", count);
	return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
