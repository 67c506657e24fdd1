/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/phone.h"

#include <stdbool.h>
#include <string.h>

#include "schema/base/buf.h"

#define SERVICE_DIGITS 6 /* up to here it is no subscriber's number */
#define WHOLE_DIGITS 8   /* a national number has so many digits or more */
#define PERU "51"
#define PERU_FIXED 8 /* digits of area and number */

char *phone_store(char out[PHONE_LEN], const char *dialled, const char *country)
{
	const size_t len = strlen(dialled), prefix = strlen(country);
	const bool with_country = strncmp(dialled, country, prefix) == 0 &&
				  len >= prefix + WHOLE_DIGITS && *dialled != '0';

	if (*dialled == '+')
		return str_copy(out, PHONE_LEN, dialled + 1);
	if (len <= SERVICE_DIGITS || with_country)
		return str_copy(out, PHONE_LEN, dialled);
	return str_printf(out, PHONE_LEN, "%s%s", country, dialled + (*dialled == '0'));
}

char *phone_show(char out[PHONE_LEN], const char *stored, const char *country)
{
	const size_t len = strlen(stored), prefix = strlen(country);
	const bool fixed = strcmp(country, PERU) == 0 && len == prefix + PERU_FIXED;

	if (len <= SERVICE_DIGITS)
		return str_copy(out, PHONE_LEN, stored);
	if (strncmp(stored, country, prefix) != 0)
		return str_printf(out, PHONE_LEN, "+%s", stored);
	return str_printf(out, PHONE_LEN, "%s%s", fixed ? "0" : "", stored + prefix);
}
