/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/ssh/auth.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "server/ssh/channel.h"
#include "server/ssh/key.h"
#include "server/ssh/leave.h"

#define REFUSED_MAX 6   /* as OpenSSH's MaxAuthTries */
#define ASKED_MAX 40    /* requests, also those that get a "yes, go on" */
#define ANSWER_MS 10000 /* for amparod */
#define PACKETS_MAX 300 /* SSH packets before the log-in; a dozen are usual */
#define STALL_MS 5000   /* for libssh to answer */

/* A text before the log-in is done (RFC 4252, 5.4). */
static void show(struct conn *c, const char *text)
{
	ssh_string line = ssh_string_from_char(text);

	if (line == NULL)
		return;
	if (ssh_send_issue_banner(c->session, line) != SSH_OK)
		log_warn("the banner was not sent");
	ssh_string_free(line);
}

static void show_sentence(struct conn *c, const char *sentence)
{
	struct buf b = { 0 };

	buf_printf(&b, "%s\r\n", sentence);
	show(c, buf_text(&b));
	buf_fini(&b);
}

/* Every request of the log-in comes by here. */
static void greet(struct conn *c)
{
	if (!c->login.greeted && c->banner[0] != '\0')
		show(c, c->banner);
	c->login.greeted = true;
	c->login.asked_right = false;
	if (++c->login.asked > ASKED_MAX)
		leave_soon(c, BYE_REFUSED, SAY_TRIES);
}

/*
 * A refusal that ends the connection is not answered: a client that has no other
 * key leaves as soon as it is refused, before it reads the sentence that says why.
 * With no method to name, libssh sends no answer.
 */
static int deny(struct conn *c)
{
	if (c->leaving.wanted)
		ssh_set_auth_methods(c->session, SSH_AUTH_METHOD_NONE);
	return SSH_AUTH_DENIED;
}

static int refuse(struct conn *c)
{
	if (++c->login.refused >= REFUSED_MAX)
		leave_soon(c, BYE_REFUSED, SAY_TRIES);
	return deny(c);
}

/* Wait until amparod has said something, or until its time is over. */
static bool core_speaks(struct conn *c, int64_t until)
{
	struct pollfd p = { .fd = c->core, .events = POLLIN };

	for (;;) {
		const int64_t left = until - clock_ms();
		const int n = left > 0 ? poll(&p, 1, (int)left) : 0;

		if (n >= 0 || errno != EINTR)
			return n > 0;
	}
}

/* amparod's verdict on the key of question; what it wants said is shown. */
static enum wire_verdict ask_core(struct conn *c, const struct wire *question)
{
	const int64_t until = clock_ms() + ANSWER_MS;
	struct wire m;

	conn_tell_core(c, question);
	while (c->core != -1 && !c->leaving.wanted && core_speaks(c, until)) {
		const enum err e = wire_recv(c->core, &m, c->packet);

		if (e == AM_AGAIN)
			continue;
		if (e != AM_OK)
			break;
		if (m.type != WIRE_AUTH) {
			conn_from_core(c, &m);
			continue;
		}
		if (m.auth.verdict == VERDICT_NO && m.auth.text[0] != '\0')
			show_sentence(c, m.auth.text);
		return (enum wire_verdict)m.auth.verdict;
	}
	log_err("amparod does not answer");
	leave_soon(c, BYE_FAULT, SAY_NO_CORE);
	return VERDICT_NO;
}

static enum wire_verdict ask_about(
    struct conn *c, const char *user, const struct key *k, bool proven)
{
	const struct wire question = {
		.type = WIRE_KEY,
		.fd = -1,
		.key = { .user = user,
		    .algorithm = k->algorithm,
		    .blob = { k->blob, k->blob_len },
		    .bits = k->bits,
		    .proven = proven },
	};

	return ask_core(c, &question);
}

static void tell_type(struct conn *c)
{
	if (!c->login.told_type)
		show_sentence(c, say_text(SAY_KEY_TYPE));
	c->login.told_type = true;
}

static void logged_in(struct conn *c)
{
	c->phase = PHASE_READY;
	conn_cancel(c, TIMER_STALL);
}

/*
 * A second factor would be asked for here, where amparod says VERDICT_PARTIAL;
 * until there is one, only a clear yes opens.
 */
static int on_key(
    ssh_session session, const char *user, ssh_key shown, char state, void *userdata)
{
	struct conn *c = userdata;
	const bool proven = state == SSH_PUBLICKEY_STATE_VALID;
	struct key k = { 0 };
	enum wire_verdict verdict;

	(void)session;
	greet(c);
	if (c->leaving.wanted || c->phase > PHASE_LOGIN)
		return deny(c);
	if (!proven && state != SSH_PUBLICKEY_STATE_NONE)
		return refuse(c);
	if (strlen(user) > WIRE_USER_MAX)
		return refuse(c);
	if (key_read(shown, &k) != AM_OK) {
		tell_type(c);
		return refuse(c);
	}
	verdict = ask_about(c, user, &k, proven);
	free(k.blob);
	if (verdict != VERDICT_YES)
		return refuse(c);
	if (proven)
		logged_in(c);
	c->login.asked_right = !proven;
	return SSH_AUTH_SUCCESS;
}

/* "none" is how clients ask which methods there are: not a try. */
static int on_none(ssh_session session, const char *user, void *userdata)
{
	(void)session;
	(void)user;
	greet(userdata);
	return deny(userdata);
}

static int on_password(
    ssh_session session, const char *user, const char *password, void *userdata)
{
	(void)session;
	(void)user;
	(void)password;
	greet(userdata);
	return refuse(userdata);
}

/*
 * Without this callback libssh calls the Kerberos libraries for any stranger who
 * sends the method's name, whatever methods were offered.  NULL is a refusal.
 */
static ssh_string on_gssapi(
    ssh_session session, const char *user, int n_oid, ssh_string *oids, void *userdata)
{
	(void)session;
	(void)user;
	(void)n_oid;
	(void)oids;
	greet(userdata);
	refuse(userdata);
	return NULL;
}

static int on_service(ssh_session session, const char *service, void *userdata)
{
	struct conn *c = userdata;

	(void)session;
	(void)service;
	c->login.service = true;
	return 0;
}

void auth_init(struct conn *c)
{
	c->server_callbacks.userdata = c;
	c->server_callbacks.auth_none_function = on_none;
	c->server_callbacks.auth_password_function = on_password;
	c->server_callbacks.auth_pubkey_function = on_key;
	c->server_callbacks.gssapi_select_oid_function = on_gssapi;
	c->server_callbacks.service_request_function = on_service;
	c->server_callbacks.channel_open_request_session_function = channel_opened;
	ssh_callbacks_init(&c->server_callbacks);
}

void auth_watch(struct conn *c)
{
	struct login *l = &c->login;

	if (c->phase > PHASE_LOGIN)
		return;
	if (c->packets.in_packets > PACKETS_MAX)
		leave_soon(c, BYE_REFUSED, SAY_TRIES);
	if (!l->service)
		return;
	if (c->packets.out_packets != l->out_packets)
		conn_cancel(c, TIMER_STALL);
	else if (c->packets.in_packets != l->in_packets && c->timers[TIMER_STALL] == 0)
		conn_after(c, TIMER_STALL, STALL_MS);
	l->out_packets = c->packets.out_packets;
	l->in_packets = c->packets.in_packets;
}

void auth_stalled(struct conn *c)
{
	leave_soon(c, BYE_REFUSED, c->login.asked_right ? SAY_KEY_PROOF : SAY_KEY_TYPE);
}
