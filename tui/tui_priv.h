/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What every file of the console needs to show a text in the operator's language.
 * A table marks its texts with N_() (schema/base/err.h); they are looked up with
 * _() where they are drawn, so that the language can change at any moment.
 */
#pragma once

#include <libintl.h>

#include "schema/base/err.h"

#define _(text) gettext(text)
