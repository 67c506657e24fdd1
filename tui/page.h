/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text to be read whole, or copied: a note, the sheet of a case.  Pushed with a struct
 * page; no marker and no frame stand between its lines, so that what is copied is the
 * text.
 */
#pragma once

struct page {
	const char *subject; /* translated, in the title row; copied */
	const char *text;    /* lines separated by line feeds; copied */
};
