/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * amparo.conf: what has to be known before the database opens.
 *
 * An INI file whose sections and keys are the SETTING_FILE rows of
 * schema/setting.h.  Reading finds every mistake of the file, not only the
 * first, and says each with its line.  A conf is read once and does not change;
 * a changed file is read into a new one.
 *
 *     [data]
 *     database = amparo.db      a relative path begins at the file's directory
 *     [ssh]
 *     port = 2222
 *
 * One line is one setting: nothing continues on the next line, and a line has at
 * most CONF_LINE_MAX bytes.  Comments begin with # or ;.
 */
#pragma once

#include <stdint.h>
#include <stdio.h>

#include "schema/base/buf.h"
#include "schema/base/err.h"
#include "schema/setting.h"

struct conf;

#define CONF_LINE_MAX 190             /* bytes of a line: inih splits longer ones */
#define CONF_STATUS 78                /* exit code for a bad configuration (EX_CONFIG) */
#define CONTROL_SOCKET "control.sock" /* in the directory of SET_RUN_DIR */

/* The file that is read where no other is named: /etc/amparo/amparo.conf. */
const char *conf_default_path(void);

/*
 * Read the file at path (NULL: the default one, which may be missing: then all
 * is default).  On AM_INVALID every mistake is a line "file:line: sentence" in
 * mistakes (sentences translated), on AM_MISSING or AM_DENIED there is one line.
 * *out is to be freed with conf_free(); NULL on error.
 */
MUST_CHECK enum err conf_read(const char *path, struct conf **out, struct buf *mistakes);

/* NULL is fine. */
void conf_free(struct conf *c);

/* The value of a SETTING_FILE setting; of a path always the absolute one.  Lent. */
const char *conf_text(const struct conf *c, enum setting_id id);

/* The same of a SETTING_NUMBER, or 0 and 1 of a SETTING_YESNO. */
int64_t conf_number(const struct conf *c, enum setting_id id);

/* The line that set it, 0 if it is the default. */
int conf_line(const struct conf *c, enum setting_id id);

/* The absolute path of the file, "" if there was none.  Lent. */
const char *conf_path(const struct conf *c);

/* Path of the control socket.  Lent.  Never too long for sun_path: conf_read() checks. */
const char *conf_control(const struct conf *c);

/*
 * Look at the world: does what the file names exist, with safe modes?  Adds a
 * line to mistakes for each that does not.  Returns AM_OK or AM_INVALID.
 */
MUST_CHECK enum err conf_check_files(const struct conf *c, struct buf *mistakes);
