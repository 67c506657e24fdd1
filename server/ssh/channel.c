/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/ssh/channel.h"

#include "schema/base/log.h"
#include "server/ssh/leave.h"
#include "server/ssh/relay.h"

#define CONSOLE_MS 20000 /* for amparod to find or start the console */

/* The first bytes of text as printable ASCII: it goes to other programs. */
static void copy_clean(char *out, size_t size, const char *text)
{
	say_ascii(out, size, text != NULL ? text : "");
}

static void note_size(struct conn *c, int cols, int rows)
{
	c->terminal.rows = (uint32_t)rows;
	c->terminal.cols = (uint32_t)cols;
}

static int on_terminal(ssh_session session, ssh_channel channel, const char *term,
    int cols, int rows, int width, int height, void *userdata)
{
	struct conn *c = userdata;

	(void)session;
	(void)channel;
	(void)width;
	(void)height;
	if (c->terminal.known || c->phase != PHASE_READY)
		return -1;
	c->terminal.known = true;
	copy_clean(c->terminal.name, sizeof(c->terminal.name), term);
	note_size(c, cols, rows);
	return 0;
}

static int on_size(ssh_session session, ssh_channel channel, int cols, int rows,
    int width, int height, void *userdata)
{
	struct conn *c = userdata;

	(void)session;
	(void)channel;
	(void)width;
	(void)height;
	if (!c->terminal.known)
		return -1;
	note_size(c, cols, rows);
	c->relay.new_size = true;
	return 0;
}

static int on_shell(ssh_session session, ssh_channel channel, void *userdata)
{
	struct conn *c = userdata;

	(void)session;
	(void)channel;
	if (c->shell || c->phase != PHASE_READY)
		return -1;
	c->shell = true;
	if (!c->terminal.known)
		leave_refusing(c, SAY_NO_TERMINAL);
	return 0;
}

/*
 * The request succeeds so that the client shows the sentence: after a failure it
 * says only "exec request failed" and leaves.
 */
static int on_exec(
    ssh_session session, ssh_channel channel, const char *command, void *userdata)
{
	struct conn *c = userdata;

	(void)session;
	(void)channel;
	(void)command;
	if (c->shell || c->phase != PHASE_READY)
		return -1;
	c->shell = true;
	leave_refusing(c, SAY_NO_COMMAND);
	return 0;
}

static int on_data(ssh_session session, ssh_channel channel, void *data, uint32_t len,
    int is_stderr, void *userdata)
{
	(void)session;
	(void)channel;
	if (is_stderr == 0)
		relay_typed(userdata, data, len);
	return (int)len; /* what is not taken is not shown again */
}

static void on_end(ssh_session session, ssh_channel channel, void *userdata)
{
	struct conn *c = userdata;

	(void)session;
	(void)channel;
	c->relay.ends = true;
}

void channel_init(struct conn *c)
{
	c->channel_callbacks.userdata = c;
	c->channel_callbacks.channel_pty_request_function = on_terminal;
	c->channel_callbacks.channel_pty_window_change_function = on_size;
	c->channel_callbacks.channel_shell_request_function = on_shell;
	c->channel_callbacks.channel_exec_request_function = on_exec;
	c->channel_callbacks.channel_data_function = on_data;
	c->channel_callbacks.channel_eof_function = on_end;
	c->channel_callbacks.channel_close_function = on_end;
	ssh_callbacks_init(&c->channel_callbacks);
}

ssh_channel channel_opened(ssh_session session, void *userdata)
{
	struct conn *c = userdata;
	ssh_channel channel;

	if (c->channel != NULL || c->phase != PHASE_READY)
		return NULL;
	channel = ssh_channel_new(session);
	if (channel == NULL)
		return NULL;
	if (ssh_set_channel_callbacks(channel, &c->channel_callbacks) != SSH_OK) {
		ssh_channel_free(channel);
		return NULL;
	}
	c->channel = channel;
	return channel;
}

void channel_act(struct conn *c)
{
	char client[256];
	const struct wire open = {
		.type = WIRE_OPEN,
		.fd = -1,
		.open = { .rows = c->terminal.rows,
		    .cols = c->terminal.cols,
		    .term = c->terminal.name,
		    .client = client },
	};

	if (c->phase != PHASE_READY || !c->shell || c->leaving.wanted)
		return;
	copy_clean(client, sizeof(client), ssh_get_clientbanner(c->session));
	c->phase = PHASE_ASKED;
	c->relay.new_size = false;
	conn_cancel(c, TIMER_GRACE);
	conn_after(c, TIMER_CONSOLE, CONSOLE_MS);
	conn_tell_core(c, &open);
}
