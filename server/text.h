/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person reads goes through the catalogue: shared by the files of server/. */
#pragma once

#include <libintl.h>

#define _(text) gettext(text)
