/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Kerberos, in name only.  Debian's libssh is linked with libgssapi_krb5, which brings
 * six libraries into every connection: a third of its memory, and parsers within reach
 * of strangers, though nobody logs in here with a ticket.
 *
 * amparo-ssh therefore says that it is libgssapi_krb5.so.2 itself (its soname; see
 * configure --with-kerberos): the loader takes this file's functions for libssh and
 * leaves the library on the disk.  libssh stays the system's, with its updates.  So that
 * none of them finds a function missing, all that <gssapi/gssapi.h> and
 * <gssapi/gssapi_ext.h> declare are here, not only those of today.  With
 * --enable-static they are linked in the ordinary way.
 *
 * A stranger who tries gets the ordinary refusal, since the set of mechanisms is empty;
 * the rest says GSS_S_UNAVAILABLE and is never reached then.  Names, results: RFC 2744.
 */
#include <stddef.h>
#include <stdint.h>

#define UNAVAILABLE (UINT32_C(16) << 16)

struct mechanisms {
	size_t count;
	void *elements;
};

/* Names of kinds of names: nobody looks into them. */
#define NO_NAME(name)            \
	extern void *const name; \
	void *const name = NULL;

NO_NAME(GSS_C_NT_ANONYMOUS)
NO_NAME(GSS_C_NT_COMPOSITE_EXPORT)
NO_NAME(GSS_C_NT_EXPORT_NAME)
NO_NAME(GSS_C_NT_HOSTBASED_SERVICE)
NO_NAME(GSS_C_NT_HOSTBASED_SERVICE_X)
NO_NAME(GSS_C_NT_MACHINE_UID_NAME)
NO_NAME(GSS_C_NT_STRING_UID_NAME)
NO_NAME(GSS_C_NT_USER_NAME)

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
UNAVAILABLE_FUNCTION(gss_acquire_cred_from)
UNAVAILABLE_FUNCTION(gss_acquire_cred_impersonate_name)
UNAVAILABLE_FUNCTION(gss_acquire_cred_with_password)
UNAVAILABLE_FUNCTION(gss_add_buffer_set_member)
UNAVAILABLE_FUNCTION(gss_add_cred)
UNAVAILABLE_FUNCTION(gss_add_cred_from)
UNAVAILABLE_FUNCTION(gss_add_cred_impersonate_name)
UNAVAILABLE_FUNCTION(gss_add_cred_with_password)
UNAVAILABLE_FUNCTION(gss_add_oid_set_member)
UNAVAILABLE_FUNCTION(gss_authorize_localname)
UNAVAILABLE_FUNCTION(gss_canonicalize_name)
UNAVAILABLE_FUNCTION(gss_compare_name)
UNAVAILABLE_FUNCTION(gss_complete_auth_token)
UNAVAILABLE_FUNCTION(gss_context_time)
UNAVAILABLE_FUNCTION(gss_create_empty_buffer_set)
UNAVAILABLE_FUNCTION(gss_delete_name_attribute)
UNAVAILABLE_FUNCTION(gss_delete_sec_context)
UNAVAILABLE_FUNCTION(gss_display_mech_attr)
UNAVAILABLE_FUNCTION(gss_display_name)
UNAVAILABLE_FUNCTION(gss_display_name_ext)
UNAVAILABLE_FUNCTION(gss_display_status)
UNAVAILABLE_FUNCTION(gss_duplicate_name)
UNAVAILABLE_FUNCTION(gss_export_cred)
UNAVAILABLE_FUNCTION(gss_export_name)
UNAVAILABLE_FUNCTION(gss_export_name_composite)
UNAVAILABLE_FUNCTION(gss_export_sec_context)
UNAVAILABLE_FUNCTION(gss_get_mic)
UNAVAILABLE_FUNCTION(gss_get_mic_iov)
UNAVAILABLE_FUNCTION(gss_get_mic_iov_length)
UNAVAILABLE_FUNCTION(gss_get_name_attribute)
UNAVAILABLE_FUNCTION(gss_import_cred)
UNAVAILABLE_FUNCTION(gss_import_name)
UNAVAILABLE_FUNCTION(gss_import_sec_context)
UNAVAILABLE_FUNCTION(gss_indicate_mechs_by_attrs)
UNAVAILABLE_FUNCTION(gss_init_sec_context)
UNAVAILABLE_FUNCTION(gss_inquire_attrs_for_mech)
UNAVAILABLE_FUNCTION(gss_inquire_context)
UNAVAILABLE_FUNCTION(gss_inquire_cred)
UNAVAILABLE_FUNCTION(gss_inquire_cred_by_mech)
UNAVAILABLE_FUNCTION(gss_inquire_cred_by_oid)
UNAVAILABLE_FUNCTION(gss_inquire_mech_for_saslname)
UNAVAILABLE_FUNCTION(gss_inquire_mechs_for_name)
UNAVAILABLE_FUNCTION(gss_inquire_name)
UNAVAILABLE_FUNCTION(gss_inquire_names_for_mech)
UNAVAILABLE_FUNCTION(gss_inquire_saslname_for_mech)
UNAVAILABLE_FUNCTION(gss_inquire_sec_context_by_oid)
UNAVAILABLE_FUNCTION(gss_localname)
UNAVAILABLE_FUNCTION(gss_map_name_to_any)
UNAVAILABLE_FUNCTION(gss_oid_to_str)
UNAVAILABLE_FUNCTION(gss_process_context_token)
UNAVAILABLE_FUNCTION(gss_pseudo_random)
UNAVAILABLE_FUNCTION(gss_release_any_name_mapping)
UNAVAILABLE_FUNCTION(gss_release_buffer)
UNAVAILABLE_FUNCTION(gss_release_buffer_set)
UNAVAILABLE_FUNCTION(gss_release_cred)
UNAVAILABLE_FUNCTION(gss_release_iov_buffer)
UNAVAILABLE_FUNCTION(gss_release_name)
UNAVAILABLE_FUNCTION(gss_release_oid)
UNAVAILABLE_FUNCTION(gss_seal)
UNAVAILABLE_FUNCTION(gss_set_cred_option)
UNAVAILABLE_FUNCTION(gss_set_name_attribute)
UNAVAILABLE_FUNCTION(gss_set_neg_mechs)
UNAVAILABLE_FUNCTION(gss_set_sec_context_option)
UNAVAILABLE_FUNCTION(gss_sign)
UNAVAILABLE_FUNCTION(gss_store_cred)
UNAVAILABLE_FUNCTION(gss_store_cred_into)
UNAVAILABLE_FUNCTION(gss_str_to_oid)
UNAVAILABLE_FUNCTION(gss_unseal)
UNAVAILABLE_FUNCTION(gss_unwrap)
UNAVAILABLE_FUNCTION(gss_unwrap_aead)
UNAVAILABLE_FUNCTION(gss_unwrap_iov)
UNAVAILABLE_FUNCTION(gss_verify)
UNAVAILABLE_FUNCTION(gss_verify_mic)
UNAVAILABLE_FUNCTION(gss_verify_mic_iov)
UNAVAILABLE_FUNCTION(gss_wrap)
UNAVAILABLE_FUNCTION(gss_wrap_aead)
UNAVAILABLE_FUNCTION(gss_wrap_iov)
UNAVAILABLE_FUNCTION(gss_wrap_iov_length)
UNAVAILABLE_FUNCTION(gss_wrap_size_limit)
