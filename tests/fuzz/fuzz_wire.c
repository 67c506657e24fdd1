/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A packet is refused, or it is exactly what encoding it again gives. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "schema/wire.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static unsigned char again[WIRE_MAX];
	unsigned char *packet = malloc(size > 0 ? size : 1);
	struct wire m;
	size_t len = 0;

	if (packet == NULL)
		return 0;
	if (size > 0)
		memcpy(packet, data, size);
	if (wire_decode(&m, packet, size) == AM_OK) {
		assert(m.fd == -1);
		assert(wire_encode(&m, again, sizeof(again), &len) == AM_OK);
		assert(len == size && memcmp(again, packet, size) == 0);
	}
	free(packet);
	return 0;
}
