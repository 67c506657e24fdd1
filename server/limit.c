/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/limit.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"

#define EXEMPT_MAX 64
#define WAITING_MAX 4096 /* addresses that are remembered for a penalty */

struct entry {
	struct limit_address address;
	int64_t count;    /* strangers from there, now */
	int64_t until_ms; /* penalty */
};

struct range {
	struct limit_address address;
	int bits; /* of 128 */
};

struct limit {
	struct limit_rule rule;
	struct range exempt[EXEMPT_MAX];
	size_t exempt_count;
	struct entry *entries;
	size_t entry_count, entry_room;
	int64_t count;
};

struct limit *limit_new(void)
{
	return mem_new(1, sizeof(struct limit));
}

void limit_free(struct limit *l)
{
	if (l != NULL)
		free(l->entries);
	free(l);
}

/* --- addresses --- */

static void from_ipv4(struct limit_address *out, const struct in_addr *in)
{
	memset(out->bytes, 0, 10);
	memset(out->bytes + 10, 0xff, 2);
	memcpy(out->bytes + 12, in, 4);
}

static bool is_ipv4(const struct limit_address *a)
{
	static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };

	return memcmp(a->bytes, mapped, sizeof(mapped)) == 0;
}

bool limit_address(const struct sockaddr *sa, struct limit_address *out)
{
	if (sa->sa_family == AF_INET) {
		from_ipv4(out, &((const struct sockaddr_in *)sa)->sin_addr);
		return true;
	}
	if (sa->sa_family != AF_INET6)
		return false;
	memcpy(out->bytes, &((const struct sockaddr_in6 *)sa)->sin6_addr, 16);
	if (!is_ipv4(out))
		memset(out->bytes + 8, 0, 8);
	return true;
}

static bool read_range(const char *text, struct range *out)
{
	char address[64];
	char *slash, *end = NULL;
	struct in_addr four;
	struct in6_addr six;
	long bits = -1;
	int all;

	slash = strchr(str_copy(address, sizeof(address), text), '/');
	if (slash != NULL) {
		*slash = '\0';
		bits = strtol(slash + 1, &end, 10);
		if (end == slash + 1 || *end != '\0' || bits < 0)
			return false;
	}
	if (inet_pton(AF_INET, address, &four) == 1) {
		from_ipv4(&out->address, &four);
		all = 32;
	} else if (inet_pton(AF_INET6, address, &six) == 1) {
		memcpy(out->address.bytes, &six, 16);
		all = 128;
	} else {
		return false;
	}
	if (bits > all)
		return false;
	out->bits = 128 - all + (bits < 0 ? all : (int)bits);
	/* Addresses are kept without the last 64 bits of IPv6. */
	if (all == 128 && out->bits > 64)
		out->bits = 64;
	return true;
}

static bool in_range(const struct range *r, const struct limit_address *a)
{
	size_t whole = (size_t)r->bits / 8;
	unsigned char mask = (unsigned char)(0xff00 >> (r->bits % 8));

	if (memcmp(r->address.bytes, a->bytes, whole) != 0)
		return false;
	return whole == 16 || ((r->address.bytes[whole] ^ a->bytes[whole]) & mask) == 0;
}

/* Read each address of the list; false if one cannot be read or is too much. */
static bool read_exempt(const char *list, struct range *out, size_t *count)
{
	char *copy = mem_dup(list), *rest = NULL;
	bool fine = true;

	*count = 0;
	for (char *word = strtok_r(copy, " \t,", &rest); word != NULL;
	     word = strtok_r(NULL, " \t,", &rest)) {
		if (*count < EXEMPT_MAX && read_range(word, &out[*count]))
			++*count;
		else
			fine = false;
	}
	free(copy);
	return fine;
}

bool limit_exempt_valid(const char *exempt)
{
	struct range ranges[EXEMPT_MAX];
	size_t count;

	return read_exempt(exempt, ranges, &count);
}

void limit_rule(struct limit *l, const struct limit_rule *rule)
{
	l->rule = *rule;
	l->rule.exempt = NULL; /* lent: the ranges are what is kept */
	read_exempt(rule->exempt, l->exempt, &l->exempt_count);
}

static bool is_exempt(const struct limit *l, const struct limit_address *a)
{
	for (size_t i = 0; i < l->exempt_count; i++) {
		if (in_range(&l->exempt[i], a))
			return true;
	}
	return false;
}

/* --- who is there, who waits --- */

static struct entry *find(const struct limit *l, const struct limit_address *a)
{
	for (size_t i = 0; i < l->entry_count; i++) {
		if (memcmp(l->entries[i].address.bytes, a->bytes, 16) == 0)
			return &l->entries[i];
	}
	return NULL;
}

/* The entry that is missed least, if the table is full: nobody inside, shortest wait. */
static struct entry *spare(struct limit *l)
{
	struct entry *best = NULL;

	if (l->entry_count < WAITING_MAX)
		return NULL;
	for (size_t i = 0; i < l->entry_count; i++) {
		struct entry *e = &l->entries[i];

		if (e->count == 0 && (best == NULL || e->until_ms < best->until_ms))
			best = e;
	}
	return best;
}

static struct entry *get(struct limit *l, const struct limit_address *a)
{
	struct entry *e = find(l, a);

	if (e == NULL)
		e = spare(l);
	else
		return e;
	if (e == NULL) {
		if (l->entry_count == l->entry_room) {
			l->entry_room = l->entry_room == 0 ? 64 : 2 * l->entry_room;
			l->entries = mem_resize(l->entries, l->entry_room * sizeof(*e));
		}
		e = &l->entries[l->entry_count++];
	}
	*e = (struct entry){ .address = *a };
	return e;
}

/* --- the rules --- */

/* From 30 of 100 at drop_from to all at the limit, as sshd's MaxStartups. */
static int chance_to_drop(const struct limit_rule *r, int64_t count)
{
	if (count < r->drop_from || r->strangers <= r->drop_from)
		return 0;
	return (int)(30 + 70 * (count - r->drop_from) / (r->strangers - r->drop_from));
}

enum limit_answer limit_ask(
    const struct limit *l, const struct limit_address *a, int64_t now_ms, int dice)
{
	const struct entry *e = find(l, a);

	if (is_exempt(l, a))
		return l->count < l->rule.strangers + (l->rule.strangers + 3) / 4
			   ? LIMIT_COME_IN
			   : LIMIT_FULL;
	if (e != NULL && e->until_ms - now_ms >= LIMIT_WAIT_FROM)
		return LIMIT_WAIT;
	if (e != NULL && e->count >= l->rule.per_address)
		return LIMIT_ADDRESS;
	if (l->count >= l->rule.strangers)
		return LIMIT_FULL;
	return dice < chance_to_drop(&l->rule, l->count) ? LIMIT_UNLUCKY : LIMIT_COME_IN;
}

void limit_enter(struct limit *l, const struct limit_address *a)
{
	get(l, a)->count++;
	l->count++;
}

void limit_leave(struct limit *l, const struct limit_address *a)
{
	struct entry *e = find(l, a);

	if (e == NULL || e->count == 0)
		return;
	e->count--;
	l->count--;
}

void limit_penalty(struct limit *l, const struct limit_address *a, enum limit_fault fault,
    int64_t now_ms)
{
#define LIMIT_FAULT_MS(code, ms) [code] = (ms),
	static const int64_t penalty[] = { LIMIT_FAULT_TABLE(LIMIT_FAULT_MS) };
	struct entry *e;

	if (is_exempt(l, a))
		return;
	e = get(l, a);
	if (e->until_ms < now_ms)
		e->until_ms = now_ms;
	e->until_ms += penalty[fault];
	if (e->until_ms > now_ms + LIMIT_WAIT_MAX)
		e->until_ms = now_ms + LIMIT_WAIT_MAX;
}

int64_t limit_count(const struct limit *l)
{
	return l->count;
}
