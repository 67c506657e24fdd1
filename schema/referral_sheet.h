/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The referral sheet: what a body, or one that gets a copy, is to read.
 *
 * On it stands what was chosen to be shared and nothing else, taken from the coded answers
 * of the call and the case; the notes of an operator never go on it, for they hold names.
 * A copy has the facts, and who it is about only if that was chosen for copies; it names no
 * shelter.  A consultation has facts only.  Operators stand under their work names.
 * Shelters and confidential bodies stand by their kind, even on their own sheet.
 *
 * What could not be sent now is not printed either: it leaves the house on this sheet.
 *
 * Making one is in the audit: "sheet", with the form, and for whom.
 */
#pragma once

#include <stdint.h>

#include "schema/base/err.h"
#include "schema/referral.h"
#include "schema/role.h"

struct buf;
struct store;

enum ref_sheet_form { REF_SHEET_TEXT, REF_SHEET_HTML };

/*
 * Add the sheet of referral id to out: for the body itself (copy_id 0), or for a copy.
 * lang is "es" or "en", the language of whoever receives it: all of it is in that one,
 * whatever the process speaks.  Returns AM_OK, AM_INVALID with the refusal, AM_MISSING
 * (also where the actor may not see it), AM_DENIED or a storage error.
 */
MUST_CHECK enum err ref_sheet(struct store *st, const struct actor *actor, int64_t id,
    int64_t copy_id, enum ref_sheet_form form, const char *lang, int64_t now,
    struct buf *out, enum ref_refusal *refusal);

/*
 * The same on the server's own terminal: printer (the system) prints for an operator, who
 * has to have the right to read it herself.
 */
MUST_CHECK enum err ref_sheet_for(struct store *st, const struct actor *printer,
    const struct actor *reader, int64_t id, int64_t copy_id, enum ref_sheet_form form,
    const char *lang, int64_t now, struct buf *out, enum ref_refusal *refusal);
