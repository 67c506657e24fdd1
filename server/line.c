/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/core_priv.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/log.h"

#define ROWS_LEAST 8
#define ROWS_MOST 120
#define COLS_LEAST 20
#define COLS_MOST 300

/* --- logging in --- */

/* Remember a login that was refused on this line; it is recorded when the line ends. */
static void note_refused(struct line *l, const char *user)
{
	char login[LOGIN_LEN];

	str_copy(login, sizeof(login), user);
	for (int i = 0; i < l->refused_count; i++) {
		if (strcmp(l->refused[i], login) == 0)
			return;
	}
	if (l->refused_count < REFUSED_MAX)
		str_copy(l->refused[l->refused_count++], LOGIN_LEN, login);
}

static void no_stranger_any_more(struct line *l)
{
	if (l->counted)
		limit_leave(l->p.core->limit, &l->address);
	l->counted = false;
}

static void logged_in(struct line *l, const struct wire *m, const struct operator* op)
{
	struct held *h = &l->p.held;

	l->phase = LINE_KNOWN;
	no_stranger_any_more(l);
	h->operator_id = op->id;
	h->since = clock_now();
	str_copy(h->login, sizeof(h->login), op->login);
	str_copy(h->lang, sizeof(h->lang), op->lang);
	key_fingerprint(h->fingerprint, m->key.blob.p, m->key.blob.len);
}

static void on_key(struct line *l, const struct wire *m)
{
	struct wire answer = { .type = WIRE_AUTH, .fd = -1, .auth = { VERDICT_NO, "" } };
	struct operator op;
	enum err e;

	if (l->phase != LINE_STRANGER || ++l->keys_shown > KEYS_MAX) {
		line_end(l, sentence_msgid(SAY_TOO_MANY));
		return;
	}
	e = operator_may_log_in(l->p.core->st, m->key.user, m->key.algorithm,
	    m->key.blob.p, m->key.blob.len, &op);
	if (e == AM_OK && !role_may(op.role, ACT_CONSOLE))
		e = AM_DENIED;
	if (e == AM_OK) {
		answer.auth.verdict = VERDICT_YES;
		if (m->key.proven)
			logged_in(l, m, &op);
	} else {
		if (e != AM_DENIED)
			log_err("log-in could not be decided: %s", err_name(e));
		note_refused(l, m->key.user);
	}
	if (!party_send(&l->p, &answer))
		party_end(&l->p, "");
}

/* --- opening --- */

static uint32_t clamp(uint32_t n, uint32_t usual, uint32_t least, uint32_t most)
{
	if (n == 0 || n > INT32_MAX)
		return usual;
	return n < least ? least : n > most ? most : n;
}

/* TERM as terminfo names them; anything else in it makes it nobody's. */
static void clean_term(const char *term, char out[TERM_LEN])
{
	const char fine[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-_";
	size_t len = strlen(term);

	if (len == 0 || len >= TERM_LEN || strspn(term, fine) != len)
		term = "unknown";
	str_copy(out, TERM_LEN, term);
}

static void on_open(struct line *l, const struct wire *m)
{
	if (l->phase != LINE_KNOWN) {
		line_end(l, sentence_msgid(SAY_TOO_MANY));
		return;
	}
	l->phase = LINE_WAITING;
	l->rows = clamp(m->open.rows, 24, ROWS_LEAST, ROWS_MOST);
	l->cols = clamp(m->open.cols, 80, COLS_LEAST, COLS_MOST);
	clean_term(m->open.term, l->p.held.term);
	if (core_stopping(l->p.core))
		line_end(l, sentence_msgid(SAY_STOP));
	else
		console_serve(l->p.core, l);
}

static void on_bye(struct line *l, const struct wire *m)
{
	(void)m;
	party_gone(&l->p);
}

void line_message(struct line *l, const struct wire *m)
{
	static void (*const handlers[WIRE_TYPES])(struct line *, const struct wire *) = {
		[WIRE_KEY] = on_key,
		[WIRE_OPEN] = on_open,
		[WIRE_BYE] = on_bye,
	};

	if (handlers[m->type] != NULL) {
		handlers[m->type](l, m);
		return;
	}
	log_err(
	    "line %llu: unexpected %s", (unsigned long long)l->p.key, wire_name(m->type));
	party_end(&l->p, "");
}

/* --- the end --- */

void line_end(struct line *l, const char *msgid)
{
	struct buf b = { 0 };

	if (l->phase == LINE_STRANGER)
		buf_printf(&b, "%s / %s", sentence_in("es", msgid), msgid);
	else
		buf_str(&b, sentence_in(l->p.held.lang, msgid));
	party_end(&l->p, buf_text(&b));
	buf_fini(&b);
}

/* The text with what in the place of its %s. */
static void fill_in(struct buf *out, const char *text, const char *what)
{
	const char *at = strstr(text, "%s");

	if (at == NULL) {
		buf_str(out, text);
		return;
	}
	buf_add(out, text, (size_t)(at - text));
	buf_str(out, what);
	buf_str(out, at + 2);
}

void line_taken(struct line *l)
{
	struct buf b = { 0 };

	fill_in(&b, sentence_in(l->p.held.lang, sentence_msgid(SAY_TAKEN)), l->taken_by);
	party_end(&l->p, buf_text(&b));
	buf_fini(&b);
}

static void record_refused(struct line *l)
{
	struct job job = { .kind = JOB_REFUSED, .at = clock_now() };

	str_copy(job.peer, sizeof(job.peer), l->p.held.peer);
	for (int i = 0; i < l->refused_count; i++) {
		/* Other keys of the agent of somebody who then logged in are no try. */
		if (strcmp(l->refused[i], l->p.held.login) == 0)
			continue;
		str_copy(job.login, sizeof(job.login), l->refused[i]);
		work_add(l->p.core, &job);
	}
}

static void punish(struct line *l)
{
	struct core *c = l->p.core;
	const int64_t now_ms = clock_ms();
	enum limit_fault fault = LIMIT_NO_LOGIN;

	if (now_ms - l->came_ms >= conf_number(c->conf, SET_GRACE) * 1000)
		fault = LIMIT_TOO_SLOW;
	else if (l->refused_count > 0)
		fault = LIMIT_REFUSED;
	limit_penalty(c->limit, &l->address, fault, now_ms);
	if (!l->p.ending)
		c->recent[c->recent_at++ % RECENT_MAX] =
		    (struct recent){ (pid_t)l->p.held.pid, l->address };
}

void line_gone(struct line *l)
{
	struct console *k = console_get(l->p.core, l->p.held.other);

	record_refused(l);
	if (l->phase == LINE_STRANGER)
		punish(l);
	no_stranger_any_more(l);
	if (k != NULL)
		console_lost(k, l);
}
