/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ten questions as screens show them: a letter, a sentence, the bad signs by name. */
#pragma once

#include "schema/proof.h"

struct buf;
struct ui;

/* An answer as one letter: s or y, n, ?, -, a blank where it was not asked. */
char proof_letter(const struct ui *ui, char answer);

/* "Bad signs: 2, of 6 answers to 10 questions." */
void proof_sentence(const struct proof *p, struct buf *out);

/* The questions whose answer speaks against it, in words; as many as cols hold. */
void proof_signs(struct ui *ui, const struct proof *p, int cols, struct buf *out);
