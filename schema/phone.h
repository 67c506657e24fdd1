/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Telephone numbers: as they are dialled in the hotline's country, and as they are
 * kept (E.164 without the plus, ITU-T E.164; "51961555877").
 *
 * A number of six digits or less (105, 1818, half a number) is kept as it is.  What
 * is kept reads back as it is dialled: in Peru a mobile number as 961555877, a fixed
 * one of eight digits with its trunk prefix as 014412345 (Plan Técnico Fundamental
 * de Numeración, Peru); numbers of other countries as +4915112345.
 */
#pragma once

#define PHONE_LEN 24 /* bytes that hold any of both */

/* dialled is digits, perhaps with + in front, "" or "-"; country is "51".  Returns out. */
char *phone_store(char out[PHONE_LEN], const char *dialled, const char *country);
char *phone_show(char out[PHONE_LEN], const char *stored, const char *country);
