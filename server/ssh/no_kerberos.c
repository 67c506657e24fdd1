/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What libssh calls of Kerberos, for programs that are linked without it
 * (configure --enable-static): there is no libgssapi_krb5.a, and nobody logs in here
 * with a ticket.  A stranger who tries gets the ordinary refusal, since the set of
 * mechanisms is empty; the rest says GSS_S_UNAVAILABLE and is never reached then.
 * Names and results: RFC 2744.
 */
#include <stddef.h>
#include <stdint.h>

#define UNAVAILABLE (UINT32_C(16) << 16)

struct mechanisms {
	size_t count;
	void *elements;
};

extern void *const GSS_C_NT_HOSTBASED_SERVICE, *const GSS_C_NT_USER_NAME;
void *const GSS_C_NT_HOSTBASED_SERVICE = NULL;
void *const GSS_C_NT_USER_NAME = NULL;

static const struct mechanisms none = { 0, NULL };

static uint32_t give_none(uint32_t *minor, const struct mechanisms **set)
{
	*minor = 0;
	*set = &none;
	return 0;
}

uint32_t gss_create_empty_oid_set(uint32_t *minor, const struct mechanisms **set);
uint32_t gss_create_empty_oid_set(uint32_t *minor, const struct mechanisms **set)
{
	return give_none(minor, set);
}

uint32_t gss_indicate_mechs(uint32_t *minor, const struct mechanisms **set);
uint32_t gss_indicate_mechs(uint32_t *minor, const struct mechanisms **set)
{
	return give_none(minor, set);
}

uint32_t gss_test_oid_set_member(
    uint32_t *minor, const void *member, const void *set, int *present);
uint32_t gss_test_oid_set_member(
    uint32_t *minor, const void *member, const void *set, int *present)
{
	(void)member;
	(void)set;
	*minor = 0;
	*present = 0;
	return 0;
}

uint32_t gss_release_oid_set(uint32_t *minor, const struct mechanisms **set);
uint32_t gss_release_oid_set(uint32_t *minor, const struct mechanisms **set)
{
	*minor = 0;
	*set = NULL;
	return 0;
}

/* Whatever else they are given, the first argument is where the minor status goes. */
#define UNAVAILABLE_FUNCTION(name)      \
	uint32_t name(uint32_t *minor); \
	uint32_t name(uint32_t *minor)  \
	{                               \
		*minor = 0;             \
		return UNAVAILABLE;     \
	}

UNAVAILABLE_FUNCTION(gss_accept_sec_context)
UNAVAILABLE_FUNCTION(gss_acquire_cred)
UNAVAILABLE_FUNCTION(gss_add_oid_set_member)
UNAVAILABLE_FUNCTION(gss_display_name)
UNAVAILABLE_FUNCTION(gss_display_status)
UNAVAILABLE_FUNCTION(gss_get_mic)
UNAVAILABLE_FUNCTION(gss_import_name)
UNAVAILABLE_FUNCTION(gss_init_sec_context)
UNAVAILABLE_FUNCTION(gss_inquire_cred)
UNAVAILABLE_FUNCTION(gss_inquire_cred_by_mech)
UNAVAILABLE_FUNCTION(gss_release_buffer)
UNAVAILABLE_FUNCTION(gss_release_cred)
UNAVAILABLE_FUNCTION(gss_release_name)
UNAVAILABLE_FUNCTION(gss_verify_mic)
