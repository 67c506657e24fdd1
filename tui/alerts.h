/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How alerts are called on the screens of a supervisor. */
#pragma once

#include "schema/alert.h"
#include "schema/number.h"

/* "Danger" (translated). */
const char *alert_name(const struct alert *a);

/* "L 26-00417-3", "" if it is about neither call nor case; returns out. */
char *alert_number(const struct alert *a, char out[NUMBER_LEN]);
