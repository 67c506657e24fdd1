/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the fields of a person stand: who she is, and on a second page what was done to her. */
#pragma once

#include "tui/form.h"

extern const struct layout layout_person, layout_person_same, layout_person_context;

/* The rows of layout_person_same on which the persons that it may be are listed. */
#define PERSON_OFFERS_ROW 5
#define PERSON_OFFERS 3
/* The row on which her age is told. */
#define PERSON_AGE_ROW 18
